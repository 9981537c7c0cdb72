import type { ReactNode } from "react";

/** Says that a list is empty, and in `children` the last time that it was not. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <svg viewBox="0 0 64 64" aria-hidden="true">
        <path className="d-key-ring" d="M31 8c15-1.5 25 9 25 24S46 56 31.5 56 8 46 8 32 17 9.5 31 8z" />
      </svg>
      <div>
        <p>
          <b>{title}</b>
        </p>
        {children && <p className="small soft">{children}</p>}
      </div>
    </div>
  );
}
