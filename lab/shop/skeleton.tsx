/** Grey blocks in the shape of a whole page; no text, as long as nothing is known. */
export function Skeleton() {
  return (
    <div className="skeleton-app" aria-busy="true">
      <div className="skeleton-bar" />
      <PageSkeleton />
    </div>
  );
}

/** Grey blocks in the shape of a page's content. */
export function PageSkeleton() {
  return (
    <div className="wrap skeleton" aria-busy="true">
      <div className="bone wide" />
      <div className="bone" />
      <div className="bones">
        <div className="bone card" />
        <div className="bone card" />
        <div className="bone card" />
        <div className="bone card" />
      </div>
    </div>
  );
}

/** What a part of the page says when the server refused its data. */
export function Notice({ title, detail }: { title: string; detail: string }) {
  return (
    <div className="notice" role="alert">
      <strong>{title}</strong>
      <p>{detail}</p>
    </div>
  );
}
