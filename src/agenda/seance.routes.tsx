import { z } from 'zod'
import { typesDeLEntite } from '../creneaux/index.ts'
import { type Context, entiteDe, ici } from '../platform/command.ts'
import { ajouterJours, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { type FormState, lignesDe, valeurBrute } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { jourSaisi } from '../platform/saisie.ts'
import { annulerGeste, pointerArrivee } from './accueil.commands.ts'
import { clesSituations } from './accueil.rules.ts'
import { garde } from './coches.ecran.ts'
import { Emargement } from './emargement.views.tsx'
import { inscrire, noterLaSeance, retirerDeLaSeance } from './seance.commands.ts'
import {
  filDesSeances,
  lireLaSeance,
  montrerLaSeance,
  type Ou,
  parSeance,
} from './seance.ecran.tsx'
import { seancesEntre } from './seance.lecture.ts'
import { chemins } from './seance.paths.ts'
import { refusDeSeance } from './seance.rules.ts'
import * as store from './seance.store.ts'
import { Retirer } from './seance.views.tsx'
import { Seances } from './seances.views.tsx'

/** A message leaves unless the agent says no. */
const rien: FormState = { values: { prevenir: 'oui' }, errors: {}, refusals: [] }
const PAR_SEANCE = { plageId: ':plageId', le: ':le', heure: ':heure' }
const SEMAINES_AFFICHEES = 8
const JOURS_A_NOTER = 30
/** Back to the session, with what the form of presences held and this gesture did not record. */
const versAvec = (seance: Ou & { q?: string | undefined }, values: Record<string, unknown>) =>
  chemins.reprise(seance, { q: seance.q, ...garde(values) })
/** The same, from a page that carries it already written. */
const versAvecGarde = (seance: Ou, values: Record<string, unknown>) =>
  chemins.reprise(seance, {
    coches: typeof values.coches === 'string' ? values.coches : undefined,
    prevenirAbsents: values.prevenirAbsents === 'oui' ? 'oui' : undefined,
  })

export function seanceRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.liste,
    access: 'convocation:lire',
    params: z.object({ du: jourSaisi().optional() }),
    view: async (tx, { du = undefined }, context) => {
      const entiteId = entiteDe(context.acteur) ?? ''
      const debut = du ?? context.aujourdhui
      const au = ajouterJours(debut, SEMAINES_AFFICHEES * 7)
      const maintenant = ici(context)
      const ouvertes = await seancesEntre(tx, { entiteId, du: debut, au, maintenant })
      const convoquees = await store.seancesConvoquees(tx, {
        entiteId,
        du: ajouterJours(context.aujourdhui, -JOURS_A_NOTER),
        au,
      })
      const cle = (seance: { plageId: string; le: Jour; heure: string }) =>
        `${seance.plageId} ${seance.le} ${seance.heure}`
      const inscrits = new Map(convoquees.map(seance => [cle(seance), seance.inscrits]))
      const dansLAgenda = new Set(ouvertes.map(cle))
      const commencee = (seance: { le: Jour; heure: string }) =>
        refusDeSeance({ le: seance.le, heure: seance.heure }, true, maintenant).length > 0
      const types = await typesDeLEntite(tx, entiteId, false)
      const corps = (
        <Seances
          seances={ouvertes.map(ouverte => ({
            ...ouverte,
            inscrits: inscrits.get(cle(ouverte)) ?? 0,
            type: types.find(type => ouverte.types.includes(type.cle))?.libelle ?? '',
          }))}
          aNoter={convoquees.filter(seance => seance.prevus > 0 && commencee(seance))}
          fermees={convoquees.filter(
            seance =>
              seance.prevus > 0 &&
              !commencee(seance) &&
              seance.le >= debut &&
              !dansLAgenda.has(cle(seance)),
          )}
          du={debut}
          au={au}
          avant={debut > context.aujourdhui ? ajouterJours(debut, -SEMAINES_AFFICHEES * 7) : null}
          apres={ajouterJours(au, 1)}
        />
      )
      return {
        titre: 'Séances collectives',
        fil: filDesSeances({ label: 'Séances collectives' }),
        corps,
      }
    },
  })
  page(plateforme, {
    path: chemins.une(PAR_SEANCE),
    access: 'convocation:lire',
    params: parSeance,
    view: (tx, params, context) => montrerLaSeance(tx, params, rien, context),
  })
  page(plateforme, {
    path: chemins.emargement(PAR_SEANCE),
    access: 'convocation:lire',
    params: parSeance,
    view: async (tx, params, context) => {
      const { seance, participants } = await lireLaSeance(tx, params, context)
      const corps = (
        <Emargement
          seance={seance}
          participants={participants.filter(({ etat }) => etat === 'prevue' || etat === 'honoree')}
          retour={chemins.une(params)}
        />
      )
      return { titre: 'Feuille de présence', corps, nu: true }
    },
  })
  ecritures(plateforme)
}

function ecritures(plateforme: Plateforme): void {
  const vu = (tx: Tx, params: z.output<typeof parSeance>, state: FormState, context: Context) =>
    montrerLaSeance(tx, { ...params, q: params.q ?? texte(state, '_q') }, state, context)
  form(plateforme, {
    path: chemins.inscrire(PAR_SEANCE),
    params: parSeance,
    command: inscrire,
    view: vu,
    redirectTo: seance => chemins.une(seance),
    flash: ({ inscrites: { length: nombre } }) =>
      nombre > 1 ? `${nombre} personnes sont inscrites.` : 'La personne est inscrite.',
  })
  form(plateforme, {
    path: chemins.issues(PAR_SEANCE),
    params: parSeance,
    command: noterLaSeance,
    view: vu,
    // « Tous présents » ticks, and saves nothing: the agent looks, corrects, then records.
    geste: async (_tx, _params, values) => ({
      ...values,
      issues: lignesDe(values, 'issues').map(ligne =>
        ligne.vu === 'prevue' && !ligne.etat ? { ...ligne, etat: 'honoree' } : ligne,
      ),
    }),
    redirectTo: seance => chemins.une(seance),
    flash: ({ notees: { length: nombre } }) =>
      nombre > 1 ? `C’est noté pour ${nombre} personnes.` : 'C’est noté pour une personne.',
  })
  // What the line said when it was clicked: the buttons of one form each carry theirs.
  const leVu = { vu: z.enum(clesSituations).optional() }
  const parPersonne = parSeance.extend({ dossierId: z.uuid(), convocationId: z.uuid() })
  form(plateforme, {
    path: chemins.arrivee(PAR_SEANCE, ':dossierId', ':convocationId'),
    params: parPersonne.extend(leVu),
    command: pointerArrivee,
    view: vu,
    redirectTo: (_, params, values) => versAvec(params, values),
    flash: () => 'L’arrivée est pointée.',
  })
  form(plateforme, {
    path: chemins.annulerArrivee(PAR_SEANCE, ':dossierId', ':convocationId'),
    params: parPersonne.extend(leVu),
    command: annulerGeste,
    view: vu,
    redirectTo: (_, params, values) => versAvec(params, values),
    flash: () => 'C’est annulé : la personne est de nouveau attendue.',
  })
  form(plateforme, {
    path: chemins.retirer(PAR_SEANCE, ':dossierId', ':convocationId'),
    params: parPersonne,
    command: retirerDeLaSeance,
    initial: async () => ({ prevenir: 'oui' }),
    // The list sends what is ticked there: it is kept beside, and found again on the way back.
    geste: async (_tx, _params, values) => ({ prevenir: 'oui', ...garde(values) }),
    view: async (tx, params, state, context) => {
      const { seance, participants } = await lireLaSeance(tx, params, context)
      const personne = trouver(
        participants.find(
          ({ id, dossierId }) => id === params.convocationId && dossierId === params.dossierId,
        ),
      )
      const corps = (
        <Retirer
          seance={seance}
          personne={personne}
          state={state}
          retour={versAvecGarde(params, state.values)}
        />
      )
      return {
        titre: 'Retirer de la séance',
        fil: filDesSeances(
          { label: 'Séances collectives', href: chemins.liste },
          { label: 'Retirer' },
        ),
        corps,
      }
    },
    redirectTo: (_, params, values) => versAvecGarde(params, values),
    flash: () => 'La personne est retirée de la séance. Sa place est libre.',
  })
}
const texte = (state: FormState, cle: string) => {
  const valeur = valeurBrute(state.values, cle)
  return typeof valeur === 'string' ? valeur.slice(0, 500) : undefined
}
