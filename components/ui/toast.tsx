"use client";

import { clsx } from "clsx";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";

interface Toast {
  readonly id: number;
  readonly tone: "success" | "danger";
  readonly text: string;
}

const ToastContext = createContext<(text: string, tone?: Toast["tone"]) => void>(() => undefined);

/** Says something for a few seconds at the foot of the page; it is read out too. */
export function useToast() {
  return useContext(ToastContext);
}

/** Where toasts are shown. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const show = useCallback((text: string, tone: Toast["tone"] = "success") => {
    setToasts((before) => [...before.slice(-2), { id: (before.at(-1)?.id ?? 0) + 1, tone, text }]);
  }, []);
  const [oldest] = toasts;
  useEffect(() => {
    if (oldest === undefined) return;
    const timer = setTimeout(() => setToasts((before) => before.filter(({ id }) => id !== oldest.id)), 5_000);
    return () => clearTimeout(timer);
  }, [oldest]);
  return (
    <ToastContext value={show}>
      {children}
      <div
        role="status"
        className="pointer-events-none fixed inset-x-3 bottom-4 z-50 flex flex-col items-center gap-2"
      >
        {toasts.map(({ id, tone, text }) => (
          <p
            key={id}
            className={clsx(
              "max-w-lg rounded-lg border bg-raised px-4 py-2.5 shadow-pop",
              tone === "danger" ? "border-danger/50" : "border-line",
            )}
          >
            {text}
          </p>
        ))}
      </div>
    </ToastContext>
  );
}
