import { layoutEndpoint } from "./layout-endpoint.ts";

/** The hall's geometry through Next; the plain server mounts the packed one before it. */
export const GET = layoutEndpoint("plain");
