import { parentPort } from "node:worker_threads";
import { type HallFile, readHallFile } from "./read-hall-file.ts";

/** A thread that reads one uploaded file and ends (run-import.ts starts it). */
parentPort?.once("message", (file: HallFile) => parentPort?.postMessage(readHallFile(file)));
