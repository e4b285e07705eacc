"use client";

import { useEffect, useRef, useState } from "react";
import "swagger-ui-dist/swagger-ui.css";
import "./viewer.css";

/**
 * The OpenAPI document as an interactive page. The viewer is Swagger UI, bundled with the product's scripts: it is loaded when it
 * scrolls near, reads the document from this host, and contacts no other.
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
        // The default validator is a service on another host.
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
