import { Link } from '../router.tsx';

/** What an address without a page shows. */
export function NotFoundPage() {
  return (
    <div className="wrap story">
      <p className="eyebrow">Nothing here</p>
      <h1>This cup is empty</h1>
      <p className="lead">The page you are looking for has been moved or never was.</p>
      <Link to="/products" className="button">
        Back to the shop
      </Link>
    </div>
  );
}
