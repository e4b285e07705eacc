"use client";

import { useEffect, useRef, useState } from "react";
import "swagger-ui-dist/swagger-ui.css";
import "./viewer.css";

/**
 * The document as a page to click through and to try. The viewer is Swagger UI, bundled with our own scripts: it is loaded
 * when it comes near, reads the document from this host, and asks nobody else for anything.
 */
export function ApiViewer({ url, loading }: { url: string; loading: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    let isGone = false;
    const open = async () => {
      const { default: SwaggerUI } = await import("swagger-ui-dist/swagger-ui-es-bundle.js");
      if (isGone || !place.current) return;
      setIsOpen(true);
      SwaggerUI({
        domNode: place.current,
        url,
        // Its own service that judges documents is somebody else's host.
        validatorUrl: null,
        deepLinking: true,
        docExpansion: "list",
        defaultModelsExpandDepth: -1,
        tryItOutEnabled: true,
        requestSnippetsEnabled: false,
        syntaxHighlight: false,
      });
    };
    void open();
    return () => {
      isGone = true;
    };
  }, [url]);
  return (
    <>
      {isOpen ? null : <p className="animate-waiting py-8 text-ink-soft">{loading}</p>}
      <div ref={place} className="api-viewer" />
    </>
  );
}
