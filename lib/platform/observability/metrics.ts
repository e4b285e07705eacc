import {
  Counter,
  type CounterConfiguration,
  collectDefaultMetrics,
  Gauge,
  type GaugeConfiguration,
  Histogram,
  type HistogramConfiguration,
  Registry,
} from "prom-client";
import { singleton } from "../singleton.ts";

/**
 * The metrics of the process, at `/api/metrics` in Prometheus' text format. Each service declares its own in its
 * `metrics.ts`. The process loads such a file twice (Next's modules and plain Node's): the second declaration of a name
 * answers the first one's metric.
 */
export function registry(): Registry {
  return singleton("metrics", () => {
    const created = new Registry();
    collectDefaultMetrics({ register: created });
    return created;
  });
}

/** A number that only grows. */
export function counter<Label extends string = never>(options: Options<CounterConfiguration<Label>>): Counter<Label> {
  return declared(options.name, () => new Counter({ ...options, registers: [registry()] }));
}

/** A number that rises and falls. `collect` sets it when the metrics are read. */
export function gauge<Label extends string = never>(options: Options<GaugeConfiguration<Label>>): Gauge<Label> {
  return declared(options.name, () => new Gauge({ ...options, registers: [registry()] }));
}

/** How often values fell into each of the `buckets`. */
export function histogram<Label extends string = never>(
  options: Options<HistogramConfiguration<Label>>,
): Histogram<Label> {
  return declared(options.name, () => new Histogram({ ...options, registers: [registry()] }));
}

type Options<Configuration> = Omit<Configuration, "registers" | "aggregator" | "enableExemplars">;

function declared<Metric>(name: string, create: () => Metric): Metric {
  return (registry().getSingleMetric(name) as Metric | undefined) ?? create();
}
