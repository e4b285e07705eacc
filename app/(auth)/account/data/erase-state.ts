/** What the form of erasure says after an attempt. `wait` is in how many seconds to come again. */
export type EraseState = { wrong?: boolean; lastOwnerOf?: readonly string[]; wait?: number };
