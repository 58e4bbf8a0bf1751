import { createServer } from "node:net";
import { Problem } from "./problem.ts";

/** Whether a TCP port can be listened on. */
function isPortFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * Makes sure that a port can be listened on.
 *
 * @throws {Problem} naming the port and the variable that changes it.
 */
export async function requireFreePort(
  port: number,
  host: string,
  purpose: string,
  variable: string,
): Promise<void> {
  let free: boolean;
  try {
    free = await isPortFree(port, host);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem(`${purpose} cannot listen on port ${port} of ${host}: ${reason}.`);
  }
  if (free) return;
  throw new Problem(
    `Port ${port} is in use, and ${purpose} needs it. Stop what listens there, or choose another: ${variable}=${port + 1}`,
  );
}

/** A port that nothing listens on right now. */
export function freePort(host = "127.0.0.1"): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port: 0, host }, () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/**
 * A port from the environment.
 *
 * @throws {Problem} when the variable is set to something else.
 */
export function portFrom(variable: string, fallback: number): number {
  const text = process.env[variable];
  if (text === undefined || text === "") return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Problem(`${variable} is “${text}”, and must be a port: a number from 1 to 65535.`);
}
