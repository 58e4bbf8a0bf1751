"use client";

import { useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import type { NotificationState } from "#lib/activity/types.ts";

/** A registry's token: made, replaced and removed. It is known only until the page is left. */
export function useNotificationToken(slug: string, first: NotificationState) {
  const [state, setState] = useState(first);
  const [token, setToken] = useState<string | null>(null);
  const [problem, setProblem] = useState<ProblemData | null>(null);
  const [busy, setBusy] = useState(false);
  const path = `/api/registries/${slug}/notifications`;

  const attempt = async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(problemFrom(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const make = () =>
    attempt(async () => {
      const made = await apiFetch<{ token: string; state: NotificationState }>(path, { method: "POST" });
      setState(made.state);
      setToken(made.token);
    });
  const remove = () =>
    attempt(async () => {
      setState(await apiFetch<NotificationState>(path, { method: "DELETE" }));
      setToken(null);
    });
  return { state, token, problem, busy, make, remove };
}
