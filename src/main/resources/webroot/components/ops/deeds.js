// What an operator does to a subject; each says what became of it.

import { act } from '../../api.js';
import { attempt, say } from '../../said.js';
import { moment } from '../../words.js';
import { confirmed } from './ask.js';

/** Answers whether it was done. */
const steer = (subject, what, done, body) => attempt(async () => {
  const { nextAt } = (await act('POST', `/schedule/${encodeURIComponent(subject)}/${what}`, body)).body;
  say(`${subject} ${done}${nextAt && what !== 'now' ? `, due ${moment(nextAt)}` : ''}.`);
});

export const pollNow = subject => steer(subject, 'now', 'is polled now');

export const resume = subject => steer(subject, 'resume', 'goes on');

export async function pause(subject) {
  const sure = await confirmed({ title: `Pause ${subject}?`, yes: 'Pause',
    text: 'It is not looked at until somebody resumes it. What changes meanwhile is found late.' });
  return sure ? steer(subject, 'pause', 'is paused') : false;
}

export async function changeProfile(subject, profile) {
  const sure = await confirmed({ title: `Put ${subject} under ${profile}?`, yes: 'Change',
    text: 'It goes on at that pace from the same anchor, also when its start moves, until somebody changes it again.' });
  return sure ? steer(subject, 'profile', `goes on under ${profile}`, { profile }) : false;
}
