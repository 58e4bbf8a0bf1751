"use client";

import { useEffect, useRef, useState } from "react";
import { apiStream } from "#components/api/fetch.ts";
import { ApiProblem, type ProblemData, problemFrom } from "#components/api/problem.ts";
import type { CheckStep } from "#lib/registry/check/step.ts";

/** A connection check and what it found so far. */
export function useConnectionCheck() {
  const [steps, setSteps] = useState<readonly CheckStep[]>([]);
  const [state, setState] = useState<"idle" | "running" | "done">("idle");
  const [problem, setProblem] = useState<ProblemData | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  /** @returns what is wrong with the form, so that nothing could be checked. */
  const start = async (path: string, body?: unknown): Promise<ProblemData | undefined> => {
    running.current?.abort();
    const leaving = new AbortController();
    running.current = leaving;
    setSteps([]);
    setProblem(null);
    setState("running");
    try {
      for await (const step of apiStream<CheckStep>(path, { method: "POST", body, signal: leaving.signal })) {
        setSteps((before) => [...before, step]);
      }
      setState("done");
    } catch (error) {
      if (leaving.signal.aborted) return undefined;
      setState("idle");
      if (error instanceof ApiProblem && error.problem.issues !== undefined) return error.problem;
      setProblem(problemFrom(error));
    }
    return undefined;
  };
  return { steps, state, problem, start };
}
