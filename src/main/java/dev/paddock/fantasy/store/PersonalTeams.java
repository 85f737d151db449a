package dev.paddock.fantasy.store;

import dev.paddock.db.PersonalData;
import dev.paddock.db.PersonalTables;
import java.util.List;

/** A user's teams with their line-ups, and every save of them. They keep their scores, and lose their names. */
public final class PersonalTeams {
  private static final String COLLECT = """
      select jsonb_build_object('teams', coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'season', t.season, 'name', t.name,
               'ruleSet', t.rule_set, 'createdAt', t.created_at, 'deletedAt', t.deleted_at,
               'lineups', (select coalesce(jsonb_agg(jsonb_build_object('round', l.round, 'drivers', l.drivers, 'constructors', l.constructors,
                    'captain', l.captain, 'viceCaptain', l.vice, 'chip', l.chip, 'savedAt', l.saved_at) order by l.round), '[]')
                    from lineup l where l.team_id = t.id),
               'saves', (select coalesce(jsonb_agg(jsonb_build_object('round', s.round, 'revision', s.revision, 'drivers', s.drivers,
                    'constructors', s.constructors, 'captain', s.captain, 'viceCaptain', s.vice, 'chip', s.chip, 'costTenths', s.cost_tenths,
                    'savedAt', s.saved_at, 'receipt', s.receipt) order by s.id), '[]') from lineup_save s where s.team_id = t.id))
               order by t.season, t.id), '[]')) as data
        from team t where t.player_id = $1::bigint""";
  private static final String NAMES = """
      update team set name = 'Former team ' || id, revision = revision + 1 where player_id = $1::bigint and $2::timestamptz is not null""";

  private PersonalTeams() {}

  public static PersonalData data() {
    return new PersonalTables("teams", COLLECT, List.of(NAMES));
  }
}
