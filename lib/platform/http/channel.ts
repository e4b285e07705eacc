import { admit, type DeclaredWay, noteOutcome, type Turned, type WayIn } from "./pipeline.ts";
import { refusalSpec } from "./refusals.ts";
import { openContext, runInContext } from "./request-context.ts";

/** One client's session on a channel: its messages go to `receive`, its disconnection to `end`. */
export type ChannelSession = { readonly receive: (text: string) => void; readonly end: () => void };

export type Channel<Connection> = {
  readonly spec: DeclaredWay;
  /** Asks whether a client may connect. Rejects when something it needs failed. */
  readonly admit: (headers: Headers) => Promise<Entrance<Connection> | Turned>;
};
type Entrance<Connection> = {
  readonly ok: true;
  readonly address: string;
  readonly open: (connection: Connection) => ChannelSession;
};

/**
 * The adapter of the request pipeline for connections that stay open: authority and limit apply once, when a client connects; its
 * messages run in the context of that request. A channel limits its messages itself.
 */
export function channel<Who, Connection>(
  spec: WayIn<Who>,
  open: (passed: { who: Who; connection: Connection }) => ChannelSession,
): Channel<Connection> {
  return {
    spec,
    admit: (headers) => {
      const context = openContext(headers);
      const enter = (connection: Connection, who: Who): ChannelSession => {
        const session = runInContext(context, () => open({ who, connection }));
        return { receive: (text) => runInContext(context, () => session.receive(text)), end: session.end };
      };
      return runInContext(context, () => ask(spec, { headers, address: context.address, enter }));
    },
  };
}

async function ask<Who, Connection>(
  spec: WayIn<Who>,
  asked: { headers: Headers; address: string; enter: (connection: Connection, who: Who) => ChannelSession },
): Promise<Entrance<Connection> | Turned> {
  const startedAt = performance.now();
  const { headers, address, enter } = asked;
  let status = 503;
  try {
    const admitted = await admit(spec, { asking: { headers }, address, params: undefined });
    status = admitted.ok ? 101 : refusalSpec(admitted.refusal.code).status;
    if (!admitted.ok) return admitted;
    const { who } = admitted;
    return { ok: true, address, open: (connection) => enter(connection, who) };
  } finally {
    noteOutcome({ route: spec.route, method: "GET", status }, startedAt);
  }
}
