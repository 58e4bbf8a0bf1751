import { ApiProblem, type ProblemData } from "./problem.ts";

interface ApiRequest {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/**
 * Asks Stowage's own server and gives the JSON it answers; undefined where it answers without a body.
 *
 * @throws {ApiProblem} for everything but success; `SERVER_UNREACHABLE` where there was no answer at all.
 */
export async function apiFetch<Answer>(path: string, request: ApiRequest = {}): Promise<Answer> {
  const response = await send(path, request);
  if (response.status === 204) return undefined as Answer;
  return (await response.json()) as Answer;
}

/**
 * Asks Stowage's own server for a stream of lines and gives each as it comes. A line `{ type: "problem" }` is thrown.
 *
 * @throws {ApiProblem} as {@link apiFetch}; `STREAM_CUT` where the stream ends in the middle of a line.
 */
export async function* apiStream<Line>(
  path: string,
  request: ApiRequest = {},
): AsyncGenerator<Line, void, void> {
  const response = await send(path, request);
  if (response.body === null) return;
  for await (const line of jsonLines(response.body)) {
    if (isProblemLine(line)) throw new ApiProblem(line.problem);
    yield line as Line;
  }
}

async function send(path: string, { method = "GET", body, signal }: ApiRequest): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiProblem({ code: "SERVER_UNREACHABLE", detail: "Stowage’s own server does not answer." });
  }
  if (response.ok) return response;
  throw new ApiProblem(await problemIn(response));
}

async function problemIn(response: Response): Promise<ProblemData> {
  if (response.headers.get("content-type")?.startsWith("application/problem+json")) {
    return (await response.json()) as ProblemData;
  }
  return {
    code: "SERVER_ERROR",
    status: response.status,
    detail: `Stowage’s server answered ${response.status}.`,
    params: { status: String(response.status) },
  };
}

/** The JSON values of a stream of lines. */
export async function* jsonLines(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<unknown, void, void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines = (rest + value).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line.trim() !== "") yield JSON.parse(line);
    }
  } finally {
    // The reader of the values left, or is done: nobody needs what would still come.
    await reader.cancel().catch(() => undefined);
  }
  if (rest.trim() === "") return;
  throw new ApiProblem({ code: "STREAM_CUT", detail: "The answer of Stowage’s server broke off." });
}

function isProblemLine(line: unknown): line is { type: "problem"; problem: ProblemData } {
  return (
    typeof line === "object" &&
    line !== null &&
    "type" in line &&
    line.type === "problem" &&
    "problem" in line
  );
}
