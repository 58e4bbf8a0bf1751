/** The mark of Stowage: crates in a hull. */
export function Logo({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className} fill="none">
      <rect x="9" y="5" width="6.2" height="6.2" rx="1.4" fill="var(--accent)" opacity="0.55" />
      <rect x="16.8" y="5" width="6.2" height="6.2" rx="1.4" fill="var(--accent)" opacity="0.8" />
      <rect x="5.1" y="12.8" width="6.2" height="6.2" rx="1.4" fill="var(--accent)" />
      <rect x="12.9" y="12.8" width="6.2" height="6.2" rx="1.4" fill="var(--accent)" opacity="0.7" />
      <rect x="20.7" y="12.8" width="6.2" height="6.2" rx="1.4" fill="var(--accent)" opacity="0.9" />
      <path
        d="M2.5 21h27l-3.2 5.6a2.6 2.6 0 0 1-2.3 1.4H8a2.6 2.6 0 0 1-2.3-1.4L2.5 21Z"
        fill="currentColor"
      />
    </svg>
  );
}
