/** Browser-safe, apart from the contracts and their tables of countries and currencies, which no form needs. */
export const ORGANIZATION_NAME_MAX = 80;
