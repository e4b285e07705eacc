/** Of a draft `d`: the newest version of its hall that was published from this very plan; NULL where it differs from all. */
export const VERSION_OF_PLAN =
  "(SELECT max(v.version) FROM hall_versions v WHERE v.hall_id = d.hall_id AND v.plan = d.plan)";
