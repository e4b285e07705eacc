/** Signs calls with a key of the browser, so that the server knows that they come from it. */
export type CallSigner = {
  /** The header of a proof for a request to the endpoint of this name; undefined where the call needs none or the browser has no key. */
  readonly proofOf: (name: string, request: SignedRequest) => Promise<string | undefined>;
  /** The server's clock, ISO 8601, after it refused a proof that was dated by another. */
  readonly setClock: (serverTime: string) => void;
};

/** `url` is absolute, `text` the body as it is sent, empty for none. */
export type SignedRequest = { readonly method: string; readonly url: string; readonly text: string };
