"use client";

import { useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";

/** Sends a form as JSON, and keeps what the server objects to. What was typed stays where it is. */
export function useSubmit<Answer>(method: "POST" | "PUT" | "PATCH" | "DELETE") {
  const [problem, setProblem] = useState<ProblemData | null>(null);
  const [busy, setBusy] = useState(false);

  /** @returns the server's answer, or undefined where it objected. */
  const submit = async (path: string, body?: unknown): Promise<{ answer: Answer } | undefined> => {
    setBusy(true);
    setProblem(null);
    try {
      return { answer: await apiFetch<Answer>(path, { method, body }) };
    } catch (error) {
      setProblem(problemFrom(error));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { submit, problem, busy, forget: () => setProblem(null) };
}
