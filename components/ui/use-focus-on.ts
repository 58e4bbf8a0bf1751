"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

/** The first field that is marked as wrong. */
export const wrongField = "[aria-invalid=true]";

/**
 * Gives the focus to something that is only there, or only marked, once a change is on the page.
 *
 * A frame may come before React has put the change there, so the focus waits for React, not for a frame.
 *
 * @returns a ref for the element in which it is looked for, and what asks for it by a selector, beside the change of state.
 */
export function useFocusOn<Within extends HTMLElement>(): readonly [
  within: RefObject<Within | null>,
  focusOn: (selector: string) => void,
] {
  const within = useRef<Within>(null);
  const [wanted, setWanted] = useState<{ readonly selector: string }>();
  useEffect(() => {
    if (wanted !== undefined) within.current?.querySelector<HTMLElement>(wanted.selector)?.focus();
  }, [wanted]);
  const focusOn = useCallback((selector: string) => setWanted({ selector }), []);
  return [within, focusOn];
}
