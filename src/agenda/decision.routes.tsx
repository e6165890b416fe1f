import type { VNode } from 'preact'
import { z } from 'zod'
import { lieuxDeLEntite } from '../creneaux/index.ts'
import { type Acteur, type Command, type Context, entiteDe, ici } from '../platform/command.ts'
import { ajouterJours } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import {
  adresseDeListe,
  type FormState,
  lignesDe,
  textesDe,
  valeur,
  valeurBrute,
  valeurs,
} from '../platform/interface/index.ts'
import { parPage, type Tranche } from '../platform/liste.ts'
import { chemins as synthese } from '../synthese/synthese.paths.ts'
import {
  annulerEnNombre,
  confier,
  deplacerEnNombre,
  garder,
  noterSuite,
} from './decision.commands.ts'
import { agentsPossibles, propositions } from './decision.lecture.ts'
import { chemins } from './decision.paths.ts'
import { type Decision, tropSansSuite } from './decision.rules.ts'
import * as store from './decision.store.ts'
import { ADecider, Annuler, Confier, Garder } from './decision.views.tsx'
import { Deplacer } from './deplacer.views.tsx'
import { SansSuite } from './sans-suite.views.tsx'

/** As many as are decided of at once: the rows of the longest page. */
const LIMITE = 100
const JOURS_EN_ARRIERE = 90
const rien: FormState = { values: {}, errors: {}, refusals: [] }
const fil = (...suite: { label: string; href?: string }[]) => [
  { label: 'Ma journée', href: '/' },
  { label: 'Agenda', href: synthese.agenda },
  ...suite,
]
const titre = 'Convocations à décider'

export function decisionRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.liste,
    access: 'convocation:ecrire',
    params: z.object({ ...parPage, tout: z.coerce.number().int().min(0).max(LIMITE).optional() }),
    view: async (tx, { tout, ...tranche }, context) => {
      const liste = await store.aDecider(tx, entiteDe(context.acteur) ?? '', ici(context), tranche)
      const corps = <ADecider liste={liste} tout={tout ?? null} />
      return { titre, fil: fil({ label: titre }), corps }
    },
  })
  const nombre = ({ length }: unknown[], fait: string) =>
    `${length} ${length > 1 ? `convocations ${fait}s` : `convocation ${fait}`}.`
  decision(plateforme, {
    quoi: 'garder',
    command: garder,
    flash: ({ lignes }) => nombre(lignes, 'gardée'),
    vue: async (_tx, ecran) => <Garder {...ecran} />,
  })
  decision(plateforme, {
    quoi: 'annuler',
    command: annulerEnNombre,
    flash: ({ lignes }) => nombre(lignes, 'annulée'),
    vue: async (_tx, ecran) => <Annuler {...ecran} />,
  })
  decision(plateforme, {
    quoi: 'confier',
    command: confier,
    flash: ({ lignes }) => nombre(lignes, 'confiée'),
    vue: async (tx, ecran, context) => (
      <Confier
        {...ecran}
        agents={ecran.lignes.length > 0 ? await agentsPossibles(tx, context, ecran.lignes) : []}
      />
    ),
  })
  decision(plateforme, {
    quoi: 'deplacer',
    command: deplacerEnNombre,
    flash: ({ deplacees, restees }) =>
      `${nombre(deplacees, 'déplacée')}${restees.length > 0 ? ` ${restees.length} à décider encore : ${restees.slice(0, 5).join(' ; ')}.` : ''}`,
    vue: async (tx, ecran, context) => {
      const memeAgent = (valeur(ecran.state, 'avec') || 'meme') === 'meme'
      const lieux = new Map(
        (await lieuxDeLEntite(tx, entiteDe(context.acteur) ?? '', null)).map(lieu => [
          lieu.lieuId,
          lieu.nom,
        ]),
      )
      return (
        <Deplacer
          {...ecran}
          memeAgent={memeAgent}
          propositions={await propositions(tx, context, ecran.lignes, memeAgent)}
          lieux={lieux}
        />
      )
    },
  })
  suites(plateforme)
}

type EcranDeDecision = { lignes: store.LigneADecider[]; state: FormState }
type PageDeDecision<S extends z.ZodType, R> = {
  quoi: Decision
  command: Command<S, R>
  flash: (fait: R) => string
  vue: (tx: Tx, ecran: EcranDeDecision, context: Context) => Promise<VNode>
}
/**
 * One decision on several lines: the list sends what is ticked with a gesture, this page asks what
 * is missing, then the command is sent. Nothing is written before.
 */
function decision<S extends z.ZodType, R>(
  plateforme: Plateforme,
  { quoi, command, flash, vue }: PageDeDecision<S, R>,
): void {
  form(plateforme, {
    path: chemins[quoi],
    params: z.object({}),
    command,
    // « preparer » comes from the list, « proposer » from the page itself: both only show.
    geste: async (_tx, _params, values, geste) =>
      geste === 'preparer'
        ? { prevenir: 'oui', ...values }
        : { ...values, lignes: choixDe(values) },
    view: async (tx, _params, state, context) => {
      const lignes = await store.choisies(tx, entiteDe(context.acteur) ?? '', lireChoix(state))
      const corps = await vue(tx, { lignes, state }, context)
      return {
        titre,
        fil: fil({ label: titre, href: chemins.liste }, { label: libelles[quoi] }),
        corps,
      }
    },
    redirectTo: () => chemins.liste,
    flash,
  })
}
const libelles: Record<Decision, string> = {
  garder: 'Garder',
  annuler: 'Annuler',
  confier: 'Confier',
  deplacer: 'Déplacer',
}
/**
 * When slots are proposed again, what was chosen among the former ones is forgotten, not who was
 * ticked.
 */
const choixDe = (values: Record<string, unknown>) =>
  lignesDe(values, 'lignes').map(({ choix }) => ({ choix }))
function lireChoix(state: FormState): { dossierId: string; id: string }[] {
  const lignes = valeurBrute(state.values, 'lignes')
  const brut = Array.isArray(lignes)
    ? lignesDe(state.values, 'lignes').map(l => textesDe(l, '').choix ?? '')
    : valeurs(state, 'choix')
  return brut
    .filter(texte => /^[0-9a-f-]{36}:[0-9a-f-]{36}$/.test(texte))
    .slice(0, LIMITE)
    .map(texte => ({ dossierId: texte.slice(0, 36), id: texte.slice(37) }))
}

const parListe = { ...parPage, qui: z.enum(['', 'moi', 'service']).catch('') }
/** One's own first, for those who receive; the whole entité for those who do not, or who ask. */
const tousDe = (acteur: Acteur, qui: string) =>
  qui === 'service' ||
  (qui === '' &&
    (!acteur.peut('accompagnement:ecrire') || ['dpip', 'dfspip'].includes(acteur.fonction)))

function suites(plateforme: Plateforme): void {
  const liste = async (
    tx: Tx,
    { qui, ...tranche }: { qui: string } & Tranche,
    state: FormState,
    context: Context,
  ) => {
    const { acteur, aujourdhui } = context
    const tous = tousDe(acteur, qui)
    const periode = {
      entiteId: entiteDe(acteur) ?? '',
      agentId: tous ? null : acteur.id,
      avant: aujourdhui,
    }
    const compte = await store.compterSansSuite(tx, {
      ...periode,
      du: ajouterJours(aujourdhui, -JOURS_EN_ARRIERE),
    })
    const liste = await store.sansSuite(tx, periode, tranche)
    const corps = (
      <SansSuite
        liste={liste}
        tous={tous}
        compte={compte}
        trop={tropSansSuite(compte.sansSuite, compte.passees, tous)}
        jours={JOURS_EN_ARRIERE}
        ici={chemin => adresseDeListe(chemin, liste, { qui: tous ? 'service' : 'moi' })}
        state={state}
      />
    )
    return {
      titre: 'Convocations sans suite notée',
      fil: fil({ label: 'Convocations sans suite notée' }),
      corps,
    }
  }
  page(plateforme, {
    path: chemins.sansSuite,
    access: 'convocation:ecrire',
    params: z.object(parListe),
    view: (tx, params, context) => liste(tx, params, rien, context),
  })
  form(plateforme, {
    path: chemins.routeDeSuite,
    params: z.object({ dossierId: z.uuid(), convocationId: z.uuid(), ...parListe }),
    command: noterSuite,
    view: (tx, params, state, context) => liste(tx, params, state, context),
    redirectTo: (_, { qui, page: nombre, par }) =>
      adresseDeListe(chemins.sansSuite, { par }, { qui })({ page: String(nombre) }),
    flash: () => 'C’est noté.',
  })
}
