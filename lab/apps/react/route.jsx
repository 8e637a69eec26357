import { useSyncExternalStore } from 'react';

/** The last segment of the path: all that the routes of this app are told apart by. */
export function useRoute() {
  return useSyncExternalStore(listen, () => location.pathname.split('/').pop());
}

export function Link({ to, children }) {
  const follow = (event) => {
    event.preventDefault();
    history.pushState(null, '', to === '' ? './' : to);
    dispatchEvent(new PopStateEvent('popstate'));
  };
  return (
    <a href={`./${to}`} onClick={follow}>
      {children}
    </a>
  );
}

function listen(changed) {
  addEventListener('popstate', changed);
  return () => removeEventListener('popstate', changed);
}
