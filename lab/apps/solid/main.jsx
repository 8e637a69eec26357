import { createSignal, ErrorBoundary, lazy, Match, onCleanup, Suspense, Switch } from 'solid-js';
import { render } from 'solid-js/web';
import { OpenTickets } from './open-tickets.jsx';
import stub from './stub.svg?no-inline';
import './style.css';

const WeekReport = lazy(() => import('./week-report.jsx'));

function DeskApp() {
  const routeNow = () => location.pathname.split('/').pop();
  const [route, setRoute] = createSignal(routeNow());
  const sync = () => setRoute(routeNow());
  addEventListener('popstate', sync);
  onCleanup(() => removeEventListener('popstate', sync));
  const go = (event) => {
    event.preventDefault();
    history.pushState(null, '', event.currentTarget.getAttribute('href'));
    sync();
  };
  return (
    <div class="desk">
      <aside>
        <img src={stub} alt="" width="32" height="32" />
        <strong>Ticket Desk</strong>
        <a href="./" onClick={go}>Open tickets</a>
        <a href="./report" onClick={go}>This week</a>
      </aside>
      <main>
        <ErrorBoundary fallback={<p role="alert">Something went wrong here. The desk has been told.</p>}>
          <Suspense fallback={<p>Loading…</p>}>
            <Switch fallback={<OpenTickets />}>
              <Match when={route() === 'report'}>
                <WeekReport />
              </Match>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </main>
    </div>
  );
}

render(() => <DeskApp />, document.getElementById('app'));
