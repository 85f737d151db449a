package dev.paddock.horse.provider;

import java.util.Set;

/** Names of fields that TAB NZ, Ladbrokes and Neds send and that are passed over. One that is not here is new. */
final class TabFields {
  /** Totes of the house itself, which are not named beside the product. */
  static final Set<String> OWN_TOTES = Set.of("", "NZ", "UNKNOWN");

  static final Set<String> NONE = Set.of();

  static final Set<String> EVENT = words("""
      big_bets biggest_bet derivatives favourite live_bets money_tracker mover substitutions tote_pools""");

  static final Set<String> RACE = words("""
      actual_start_string advertised_start_string age_conditions allowance_conditions class comment country description
      display_meeting_name distance entrant_count fftop3_option_number ffwin_option_number field_size form_guide gait gender_conditions
      group jockey_conditions meeting_id meeting_name mile_rate_400 mile_rate_800 positions_paid prize_monies race_date_nz
      rail_position silk_base_url silk_url special_conditions start_time_nz start_type state tips track_circumference track_direction
      track_home_straight track_surface type video_channel video_channels video_channels_meta weight_and_handicap_conditions""");

  static final Set<String> RUNNER = words("""
      age all_box_history all_weather all_weather_slushy allowance_weight alt_silk_url_128x128 alt_silk_url_64x64 apprentice_indicator
      barrier_position best_mile_rate best_time box_history breeding class_level colour competitor_id country dam dam_dam dam_sire
      deduction distance emergency_position entrant_id fast favourite firm first_start_indicator first_up flucs flucs_with_timestamp
      foaling_date form_comment form_comment_short form_indicators fourth_up fresh_30 fresh_90 gear good grass grass_wet handicap
      handicap_rating heavy horse_id hurdle is_emergency jockey_past_performances last_12_months last_12_months_prize_money last_12_p
      last_12_w last_starts last_twenty_starts left_handed market_name meta mobile mover overall owners past_performances picks place_p
      predictors preview primary_market prize_money rating ride_guide_exists ride_guide_file ride_guide_thumbnail right_handed
      runner_change runner_win_history scr_time second_up sex silk_colours silk_url_128x128 silk_url_64x64 sire slow soft speedmap spr
      standing steeple synthetic third_up track track_distance trainer trainer_location turf weight_for_age win_p""");

  static final Set<String> RESULT = words("""
      barrier entrant_id winning_time time_ran""");

  static final Set<String> DIVIDEND = words("""
      id pool_size jackpot_size""");

  static final Set<String> MEETING = words("""
      category_name club_day club_mnemonic comp_close_date comp_complete_date comp_day comp_mnemonic comp_sell_date daily_double
      early_quaddie fob_close_date fob_club_day fob_complete_date fob_mnemonic fob_sell_date is_fob_meeting jetbet_club_name
      jetbet_track_name meeting_date meeting_type quaddie sell_date state tote_meeting_number tote_raceday_date tote_running_double
      tote_status tote_treble track_condition track_mnemonic treble video_channel video_channels""");

  static final Set<String> MEETING_RACE = words("""
      country state tote_start_time""");

  private TabFields() {}

  private static Set<String> words(String text) {
    return Set.of(text.split("\\s+"));
  }
}
