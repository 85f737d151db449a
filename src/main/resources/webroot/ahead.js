// Runs as soon as it is there, before the shell's own modules are.

import { ahead } from './router.js';

ahead();
