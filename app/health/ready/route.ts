export { GET } from "../../api/health/ready/route.ts";
