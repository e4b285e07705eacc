import { collectMetrics } from "#lib/platform/collect-metrics";

/** The process's figures for Prometheus. */
export const GET = async () => {
  const { contentType, text } = await collectMetrics();
  return new Response(text, { headers: { "content-type": contentType, "cache-control": "no-store" } });
};

export const dynamic = "force-dynamic";
