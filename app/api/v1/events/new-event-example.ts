/** A request that makes an event, as the API's document shows it. */
export const NEW_EVENT = {
  organization_id: "0192f0c1-7a3e-7c11-9a44-5d1f0a6b2c3d",
  title: "Aria Nova",
  subtitle: "A summer night of song",
  category: "opera",
  performers: ["Aria Nova"],
  venue_id: 1,
  start_time: "2027-06-12T20:00:00+02:00",
  end_time: "2027-06-12T22:30:00+02:00",
  currency: "EUR",
  price_levels: [{ name: "All seats", price: 45, fee: 4.5 }],
  refund_until_hours: 48,
  status: "draft",
};
