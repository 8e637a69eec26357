import { answer, type Handler } from './answer.ts';
import { appFaults, truthOf, type AppFault } from './app-faults.ts';
import { answerTag, createAppServer } from './app-server.ts';
import { type AppName, type BuiltApp, buildApps } from './build-apps.ts';
import type { Truth } from './corpus/corpus-page.ts';
import { createFaultProxy } from './fault-proxy.ts';
import { listen, type Listening } from './listen.ts';

/** One app with one fault, on the route where it shows. */
export type AppCase = {
  app: AppName;
  fault: AppFault;
  truth: Truth;
  /** The route inside the app; empty for its first page. */
  route: string;
  /** Path of the page on the origin of all cases, with its hash. */
  path: string;
};

/** The apps while they are served. */
export type ServedApps = {
  /** Origin without a trailing slash. */
  url: string;
  cases: AppCase[];
  /** Stops listening and cuts every connection, also those that wait for an answer. */
  close(): Promise<void>;
};

/** Serves every app once for each fault that makes sense for it, below `/APP/FAULT/` of one origin on loopback. */
export async function startApps(): Promise<ServedApps> {
  const built = await buildApps();
  const listening: Listening[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(listening.map((server) => server.close()));
  };
  const open = async (handler: Handler, host = '127.0.0.1'): Promise<string> => {
    const server = await listen(handler);
    listening.push(server);
    return `http://${host}:${server.port}`;
  };
  const proxies = new Map<string, Handler>();
  try {
    // Another host name than the apps', so that the tag is a third party by host and not only by port.
    const tagUrl = await open(answerTag, 'localhost');
    const cases: AppCase[] = [];
    for (const app of built) {
      const upstream = await open(createAppServer(app.files, tagUrl));
      for (const { fault, truth } of faultsOf(app)) {
        const route = fault.route === 'lazy' ? app.lazyRoute : '';
        proxies.set(`${app.name}/${fault.id}`, await createFaultProxy({ app, upstream, fault }));
        cases.push({ app: app.name, fault, truth, route, path: `/${app.name}/${fault.id}/${route}` });
      }
    }
    return { url: await open(mount(proxies)), cases, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function faultsOf({ name }: BuiltApp): { fault: AppFault; truth: Truth }[] {
  return appFaults.flatMap((fault) => {
    const truth = truthOf(fault, name);
    return truth === null ? [] : [{ fault, truth }];
  });
}

/** Takes the prefix off the path of a request and hands it to the proxy that has that prefix. */
function mount(proxies: ReadonlyMap<string, Handler>): Handler {
  return (request) => {
    const [, key = '', path = '/'] = /^\/([^/]+\/[^/]+)(\/.*)$/.exec(request.path) ?? [];
    const proxy = proxies.get(key);
    return proxy ? proxy({ ...request, path }) : answer(404, 'text/plain; charset=utf-8', 'Not Found');
  };
}
