import { expect, test } from "vitest";
import { counter, gauge, histogram, registry } from "./metrics.ts";

test("a metric that two modules declare is one metric", async () => {
  const declare = () => counter({ name: "test_sales_total", help: "Sales by outcome", labelNames: ["outcome"] });
  declare().inc({ outcome: "paid" });
  declare().inc({ outcome: "paid" }, 2);
  expect(await registry().metrics()).toContain('test_sales_total{outcome="paid"} 3\n');
});

test("every kind of metric is in the text for Prometheus, and a gauge may be set while it is read", async () => {
  gauge({
    name: "test_open",
    help: "Open",
    collect() {
      this.set(7);
    },
  });
  histogram({ name: "test_size", help: "Size", buckets: [1, 2] }).observe(2);
  const text = await registry().metrics();
  expect(text).toContain("test_open 7\n");
  expect(text).toContain('test_size_bucket{le="2"} 1\n');
  expect(text).toContain("process_cpu_seconds_total");
});
