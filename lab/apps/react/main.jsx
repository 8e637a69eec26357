import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import anchor from './anchor.svg?no-inline';
import { Link, useRoute } from './route.jsx';
import { Shelf } from './shelf.jsx';
import './style.css';

const Orders = lazy(() => import('./orders.jsx'));

function App() {
  const route = useRoute();
  return (
    <>
      <header>
        <img src={anchor} alt="" width="32" height="32" />
        <strong>Harbour Books</strong>
        <nav>
          <Link to="">Shelf</Link>
          <Link to="orders">Orders</Link>
          <Link to="visit">Visit us</Link>
        </nav>
      </header>
      <main>
        <Suspense fallback={<p>Loading…</p>}>
          {route === 'orders' ? <Orders /> : route === 'visit' ? <Visit /> : <Shelf />}
        </Suspense>
      </main>
    </>
  );
}

function Visit() {
  return (
    <>
      <h1>Visit us</h1>
      <p>Pier 4, open from ten until the last ferry.</p>
    </>
  );
}

createRoot(document.getElementById('app')).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
