export { GET } from "../../api/health/live/route.ts";
