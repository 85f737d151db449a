// What each page asks first, for ahead.js: the same questions in the same words as the page's own, each as soon as what it needs is known
// or can be guessed: teams and leagues are most often of the season under way. Questions that follow from what a reader does are not here.

globalThis.firstQuestions = ({ get, query }) => {
  async function result(raceId, session) {
    const { versions } = await get(`/races/${raceId}/versions`, { session });
    if (!versions.length) return;
    get(`/races/${raceId}/results`, { session });
    const { version } = versions.at(-1);
    if (version > 1) get(`/races/${raceId}/versions/${version - 1}/diff/${version}`, { session });
  }

  async function season({ raceId }, { status }) {
    get('/polls', { limit: 20, news: true });
    const shown = raceId ?? (await status).race?.raceId;
    if (shown) {
      get(`/races/${shown}`);
      get(`/races/${shown}/corrections`);
      result(shown, 'R').catch(() => {});
    }
    const { season: year, board } = await status;
    if (year) get(`/seasons/${year}`);
    if (board) get(`/leaderboards/season-${year}`, { limit: 20 });
  }

  async function race({ raceId, view = 'result' }) {
    const { sessions, serverTime } = await get(`/races/${raceId}`);
    const shown = sessions.find(s => s.code === query().get('session'))
      ?? sessions.findLast(s => Date.parse(s.startsAt) <= Date.parse(serverTime)) ?? sessions.at(-1);
    if (shown.version && view === 'result') await result(raceId, shown.code);
  }

  async function teams(_, { reader }) {
    if (!reader) return;
    const [{ teams: mine }, { ruleSets }] = await Promise.all([get('/me/teams'), get('/rules')]);
    mine.forEach(({ teamId }) => get(`/teams/${teamId}`));
    ruleSets.forEach(({ id, version }) => get(`/rules/${id}/${version}`));
  }

  async function team({ teamId, view }, { reader, status }) {
    const team = get(`/teams/${teamId}`);
    get(`/teams/${teamId}/scores`);
    get(`/teams/${teamId}/rank-history`);
    const { season: year } = await status;
    if (!year) return;
    get(`/seasons/${year}`);
    if (view === 'edit' && reader) await lineup(teamId, year, team);
  }

  async function lineup(teamId, year, team) {
    const [{ coming }, { ruleSets }, { ruleSet }] = await Promise.all([get('/me/teams', { season: year }), get('/rules'), team]);
    if (!coming) return;
    get(`/rules/${ruleSet}/${ruleSets.find(set => set.id === ruleSet).version}`);
    get(`/teams/${teamId}/lineups/${coming.raceId}`);
    get('/prices', { season: year, round: coming.round, ruleSet });
  }

  async function league({ leagueId, view }, { reader, status }) {
    const league = get(`/leagues/${leagueId}`);
    const { season: year } = await status;
    if (!year) return;
    if (reader) get('/me/leagues', { season: year });
    if (view) return;
    // Most leagues that are looked at are the reader's own; a stranger may not see it.
    if (!reader) await league;
    get(`/leagues/${leagueId}/leaderboard`, { limit: 50 });
    get(`/seasons/${year}`);
  }

  async function horses() {
    const { now, races } = await get('/horse/next-to-go', { limit: 10 });
    new Set([now.slice(0, 10), ...races.map(({ date }) => date)]).forEach(date => get('/horse/meetings', { date }));
  }

  /** By page: takes the parameters of its address, and {reader, status}: who is logged in ('' nobody), and what GET /status will answer. */
  return {
    'home-page': (parameters, known) => (known.reader ? get('/me/dashboard') : season(parameters, known)),
    'season-page': season,
    'race-page': race,
    'teams-page': teams,
    'team-page': team,
    'leagues-page': (_, { reader }) => reader && ['/me/leagues', '/me/teams'].forEach(path => get(path)),
    'league-page': league,
    'horses-page': horses,
    'horse-race-page': ({ horseRaceId }) => ['', '/revisions'].forEach(what => get(`/horse/races/${horseRaceId}${what}`)),
  };
};
