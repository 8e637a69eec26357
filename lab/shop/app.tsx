import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Basket } from './basket.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { OfferStrip } from './offer-strip.tsx';
import type { Session } from './model.ts';
import { AboutPage } from './pages/about-page.tsx';
import { HomePage } from './pages/home-page.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { ProductPage } from './pages/product-page.tsx';
import { ProductsPage } from './pages/products-page.tsx';
import { usePath } from './router.tsx';
import { PageSkeleton, Skeleton } from './skeleton.tsx';
import { useApi } from './use-api.ts';

const CheckoutPage = lazy(() => import('./pages/checkout-page.tsx'));
const OrdersPage = lazy(() => import('./pages/orders-page.tsx'));
const BenchPage = lazy(() => import('./pages/bench-page.tsx'));

function pageFor(path: string): ReactNode {
  const product = /^\/products\/([\w-]+)$/.exec(path)?.[1];
  if (product) return <ProductPage sku={product} />;
  const bench = /^\/bench\/page\/(\d+)$/.exec(path)?.[1];
  if (bench) return <BenchPage number={Number(bench)} />;
  switch (path) {
    case '/':
      return <HomePage />;
    case '/products':
      return <ProductsPage />;
    case '/checkout':
      return <CheckoutPage />;
    case '/orders':
      return <OrdersPage />;
    case '/about':
      return <AboutPage />;
    default:
      return <NotFoundPage />;
  }
}

/** The whole shop: nothing but a skeleton until the session is known, then header, page and footer. */
export function App() {
  const path = usePath();
  const [added, setAdded] = useState(0);
  const session = useApi<Session>('/api/session');
  if (session.state === 'pending') return <Skeleton />;
  const count = (session.state === 'ready' ? session.data.basketCount : 0) + added;
  return (
    <Basket value={{ count, add: () => setAdded(added + 1) }}>
      {path.startsWith('/bench/') ? null : <OfferStrip />}
      <Header path={path} />
      <main>
        <Suspense fallback={<PageSkeleton />}>{pageFor(path)}</Suspense>
      </main>
      <Footer release={session.state === 'ready' ? session.data.release : ''} />
    </Basket>
  );
}
