/** A request that makes a venue, as the API's document shows it. */
export const NEW_VENUE = {
  organization_id: "0192f0c1-7a3e-7c11-9a44-5d1f0a6b2c3d",
  name: "Teatro del Norte",
  address: "Calle Mayor 1",
  postcode: "28013",
  city: "Madrid",
  country: "ES",
  time_zone: "Europe/Madrid",
  coordinates: { latitude: 40.4168, longitude: -3.7038 },
  entrances: [{ name: "Main entrance", note: { en: "Opposite the town hall", es: "Frente al ayuntamiento" } }],
  directions: { en: "Metro Sol, exit Calle Mayor", es: "Metro Sol, salida Calle Mayor" },
  accessibility: { en: "Step-free from the main entrance", es: "Sin escalones desde la entrada principal" },
};
