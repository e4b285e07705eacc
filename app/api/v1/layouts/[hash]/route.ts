import { layoutDoor } from "./layout-door.ts";

/** The hall's geometry through Next; the plain server mounts the packed one before it. */
export const GET = layoutDoor("plain");
