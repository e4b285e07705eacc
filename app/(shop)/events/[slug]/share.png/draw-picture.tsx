import { ImageResponse } from "next/og";
import { inBulkhead } from "#lib/platform/bulkhead";
import { SHARE_HEIGHT, SHARE_WIDTH } from "../../../../../components/catalog/poster/share-svg.ts";

/**
 * Draws the picture of a shared link as a PNG, one at a time: it takes the processor for a tenth of a second, and a crowd of
 * requests for pictures must not keep pages and holds waiting. Throws a `Failure` (503) when too many wait.
 */
export function drawPicture(svg: string): Promise<ArrayBuffer> {
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  return inBulkhead("picture", async () => {
    // biome-ignore lint/performance/noImgElement: this is drawn into a picture, never shown by a browser.
    const picture = <img src={source} alt="" width={SHARE_WIDTH} height={SHARE_HEIGHT} />;
    // The response draws when its body is read, which has to happen in here.
    return new ImageResponse(picture, { width: SHARE_WIDTH, height: SHARE_HEIGHT }).arrayBuffer();
  });
}
