/** The viewer's bundle brings no types of its own. */
declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  export type ViewerOptions = {
    readonly domNode: Element;
    readonly url: string;
    readonly validatorUrl: null;
    readonly [option: string]: unknown;
  };
  export default function SwaggerUI(options: ViewerOptions): unknown;
}
