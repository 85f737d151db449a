// The addresses behind the #, as #/races/2025-las-vegas. No module but a part of the HTML: what comes first depends on it (ahead.js).

globalThis.addresses = (() => {
  const RACE_VIEWS = Object.fromEntries(['result', 'corrections', 'laps', 'tyres', 'track', 'weather', 'telemetry']
    .map(view => [view, `race/${view}-view`]));
  const TEAM_VIEWS = { '': 'team-overview', scores: 'team-scores', whatif: 'what-if', lineups: 'team-lineups', edit: 'lineup-editor' };
  const LEAGUE_VIEWS = Object.fromEntries(['members', 'history', 'settings'].map(view => [view, `league/league-${view}`]));

  /**
   * By pattern: the element, its module under pages/, what the window is called, and the modules under components/ that show its views.
   * A name with : is a parameter, the last may be left out with ?.
   */
  const ROUTES = [
    ['/', 'home-page', 'Paddock'],
    ['/season/:raceId?', 'season-page', 'The season'],
    ['/races/:raceId/:view?', 'race-page', 'Race', { '': RACE_VIEWS.result, ...RACE_VIEWS }],
    ['/login', 'login-page', 'Log in'],
    ['/signup', 'signup-page', 'Sign up'],
    ['/forgot', 'forgot-page', 'Forgotten password'],
    ['/account/:view?', 'account-page', 'Your account'],
    ['/notifications', 'notifications-page', 'Notifications'],
    ['/teams', 'teams-page', 'Your teams'],
    ['/teams/:teamId/:view?', 'team-page', 'Team', TEAM_VIEWS],
    ['/leagues', 'leagues-page', 'Leagues'],
    ['/leagues/:leagueId/:view?', 'league-page', 'League', LEAGUE_VIEWS],
    ['/join/:code', 'join-page', 'Join a league'],
    ['/horses', 'horses-page', 'Horses'],
    ['/horses/:horseRaceId', 'horse-race-page', 'Race card'],
    ['/ops/:view?', 'ops-page', 'Operations'],
  ].map(([pattern, page, title, views = {}]) => ({ names: pattern.split('/').slice(1), page, title, views }));

  const NOWHERE = { page: 'missing-page', title: 'Not found', parameters: {}, part: null };

  /** What was typed by hand need not be written as addresses are. */
  function plain(part) {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  }

  /** The page of an address: {page, title, parameters, part}. Parameters are text as in the address; part is the view's module, or null. */
  function route(hash) {
    const [path] = hash.replace(/^#/, '').split('?');
    const parts = path.split('/').slice(1).map(plain);
    for (const { names, page, title, views } of ROUTES) {
      const least = names.filter(name => !name.endsWith('?')).length;
      if (parts.length < least || parts.length > names.length) continue;
      if (!names.every((name, i) => name.startsWith(':') || name === (parts[i] ?? ''))) continue;
      const parameters = Object.fromEntries(names.map((name, i) => [name.replace(/[:?]/g, ''), parts[i]])
        .filter((_, i) => names[i].startsWith(':')));
      const view = parameters.view ?? '';
      return { page, title, parameters, part: Object.hasOwn(views, view) ? views[view] : null };
    }
    return NOWHERE;
  }

  return {
    /** The page of the address as it is now. */
    here: () => route(location.hash || '#/'),
    /** What stands behind ? in it. */
    query: () => new URLSearchParams(location.hash.split('?')[1] ?? ''),
    route,
  };
})();
