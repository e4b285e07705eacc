const HALF_MS = 300_000;

type Counted = { half: number; older: Group; younger: Group };
type Group = { all: number; devices: Map<number, number> };

/**
 * How many buyers came alike within the last five to ten minutes, as `countAlike` counts them (lib/protection/risk/count-alike.ts), exactly
 * and on the rehearsal's clock. Each buyer is counted once.
 */
export class AlikeCounts {
  private readonly networks = new Map<number, Counted>();

  /** Counts a buyer of a network with a kind of device. Answers how many the network has, and how many of them with that device. */
  count(network: number, device: number, atMs: number): [ofNetwork: number, ofDevice: number] {
    const half = Math.floor(atMs / HALF_MS);
    const counted = this.networks.get(network) ?? { half, older: noOne(), younger: noOne() };
    if (half !== counted.half) {
      counted.older = half === counted.half + 1 ? counted.younger : noOne();
      counted.younger = noOne();
      counted.half = half;
    }
    add(counted.older, device);
    add(counted.younger, device);
    this.networks.set(network, counted);
    return [counted.older.all, counted.older.devices.get(device) ?? 0];
  }
}

function noOne(): Group {
  return { all: 0, devices: new Map() };
}

function add(group: Group, device: number): void {
  group.all += 1;
  group.devices.set(device, (group.devices.get(device) ?? 0) + 1);
}
