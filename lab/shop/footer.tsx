import { Link } from './router.tsx';

/** Where to find the shop, and which release this is. */
export function Footer({ release }: { release: string }) {
  return (
    <footer className="footer">
      <div className="wrap footer-row">
        <div>
          <strong className="serif">Steep &amp; Co.</strong>
          <p>Tea, pots and patience since 2011. Strandgaten 14, Bergen. Open every day but Monday.</p>
        </div>
        <nav aria-label="Footer">
          <Link to="/products">All products</Link>
          <Link to="/orders">Partner orders</Link>
          <Link to="/about">Our story</Link>
        </nav>
        <p className="release">Release {release}</p>
      </div>
    </footer>
  );
}
