import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a proxy does with a request: hands it on, answers by itself, or cuts the line before or after handing it on. */
type Fault = "none" | "cut" | "carry-out-and-cut" | FaultyAnswer;

interface FaultyAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Ends the connection when all of the body was sent, whatever length the headers promise. */
  readonly thenCut?: boolean;
}

/** A proxy on loopback that fails as a test wants it. */
export interface FaultyProxy {
  readonly url: string;
  /** Asked for each request; nothing fails while it is not set. */
  fault: (method: string, path: string) => Fault | Promise<Fault>;
  stop(): Promise<void>;
}

/** @param options `byDigestAlone`: deletion by tag is refused, as distribution 2.x does, whichever is behind the proxy. */
export async function startFaultyProxy(
  target: string,
  { byDigestAlone = false }: { readonly byDigestAlone?: boolean } = {},
): Promise<FaultyProxy> {
  const proxy = { fault: (): Fault => "none" } as { fault: FaultyProxy["fault"] };
  const server = createServer(async (asked, answer) => {
    const { method = "GET", url = "/" } = asked;
    const byTag = method === "DELETE" && /\/manifests\/(?!sha256)/.test(url);
    const fault = byDigestAlone && byTag ? ({ status: 400 } as const) : await proxy.fault(method, url);
    if (fault === "cut") answer.destroy();
    else if (typeof fault === "object") answerFaulty(answer, fault);
    else handOn(target, asked, answer, fault === "carry-out-and-cut");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(proxy, {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function answerFaulty(
  answer: ServerResponse,
  { status, headers, body, thenCut = false }: FaultyAnswer,
): void {
  answer.writeHead(status, headers);
  if (thenCut) answer.write(body ?? "", () => answer.destroy());
  else answer.end(body);
}

function handOn(target: string, asked: IncomingMessage, answer: ServerResponse, cut: boolean): void {
  const { method, headers } = asked;
  const onward = request(`${target}${asked.url}`, { method, headers }, (answered) => {
    if (cut) {
      answered.resume().on("end", () => answer.destroy());
      return;
    }
    answer.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(answer);
  });
  onward.on("error", () => answer.destroy());
  asked.pipe(onward);
}
