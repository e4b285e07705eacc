"use client";

export { default } from "../../(organizer)/organizer/[organization]/error.tsx";
