/** The result of an attempt to erase the account. `wait` is in seconds. */
export type EraseState = { wrong?: boolean; lastOwnerOf?: readonly string[]; wait?: number };
