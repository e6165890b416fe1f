import { z } from 'zod'
import { lieuParId, plageParId, typesDeLEntite } from '../creneaux/index.ts'
import { decesDe, rechercher } from '../dossiers/index.ts'
import { joignabilites } from '../messages/index.ts'
import { type Context, entiteDe, ici } from '../platform/command.ts'
import { ajouterJours, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import { Introuvable, type Plateforme, trouver } from '../platform/http/plateforme.ts'
import { type FormState, lignesDe, valeurBrute } from '../platform/interface/index.ts'
import { lesPremiers } from '../platform/liste.ts'
import { heureSaisie, jourSaisi } from '../platform/saisie.ts'
import { chemins as synthese } from '../synthese/synthese.paths.ts'
import { annulerGeste, pointerArrivee } from './accueil.commands.ts'
import { clesSituations } from './accueil.rules.ts'
import { garde, lireCoches } from './coches.ts'
import { Emargement } from './emargement.views.tsx'
import { tientSaPlace } from './etat.rules.ts'
import { inscrire, noterLaSeance, retirerDeLaSeance } from './seance.commands.ts'
import { chemins } from './seance.paths.ts'
import { issuesPossibles, lireRecherche, refusDeSeance } from './seance.rules.ts'
import * as store from './seance.store.ts'
import { seancesEntre } from './seance.ts'
import { Retirer, Seances, UneSeance } from './seance.views.tsx'

/** A message leaves unless the agent says no. */
const rien: FormState = { values: { prevenir: 'oui' }, errors: {}, refusals: [] }
const SEMAINES_AFFICHEES = 8
const JOURS_A_NOTER = 30
const parSeance = z.object({
  plageId: z.uuid(),
  le: jourSaisi(),
  heure: heureSaisie(),
  q: z.string().max(500).optional(),
  coches: z.string().max(4000).optional(),
  prevenirAbsents: z.enum(['oui']).optional(),
})
type Ou = { plageId: string; le: Jour; heure: string }
const fil = (...suite: { label: string; href?: string }[]) => [
  { label: 'Ma journée', href: '/' },
  { label: 'Agenda', href: synthese.agenda },
  ...suite,
]
const vers = (s: Ou) => chemins.une(s.plageId, s.le, s.heure)
/** Back to the session, with what the form of presences held and this gesture did not record. */
const versAvec = (s: Ou & { q?: string | undefined }, values: Record<string, unknown>) =>
  chemins.reprise(s.plageId, s.le, s.heure, { q: s.q, ...garde(values) })
/** The same, from a page that carries it already written. */
const versAvecGarde = (s: Ou, values: Record<string, unknown>) =>
  chemins.reprise(s.plageId, s.le, s.heure, {
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
      const cle = (s: Ou | { plageId: string; le: Jour; heure: string }) =>
        `${s.plageId} ${s.le} ${s.heure}`
      const inscrits = new Map(convoquees.map(s => [cle(s), s.inscrits]))
      const dansLAgenda = new Set(ouvertes.map(cle))
      const commencee = (s: { le: Jour; heure: string }) =>
        refusDeSeance({ le: s.le, heure: s.heure }, true, maintenant).length > 0
      const types = await typesDeLEntite(tx, entiteId, false)
      const corps = (
        <Seances
          seances={ouvertes.map(s => ({
            ...s,
            inscrits: inscrits.get(cle(s)) ?? 0,
            type: types.find(t => s.types.includes(t.cle))?.libelle ?? '',
          }))}
          aNoter={convoquees.filter(s => s.prevus > 0 && commencee(s))}
          fermees={convoquees.filter(
            s => s.prevus > 0 && !commencee(s) && s.le >= debut && !dansLAgenda.has(cle(s)),
          )}
          du={debut}
          au={au}
          avant={debut > context.aujourdhui ? ajouterJours(debut, -SEMAINES_AFFICHEES * 7) : null}
          apres={ajouterJours(au, 1)}
        />
      )
      return { titre: 'Séances collectives', fil: fil({ label: 'Séances collectives' }), corps }
    },
  })
  page(plateforme, {
    path: chemins.une(':plageId', ':le', ':heure'),
    access: 'convocation:lire',
    params: parSeance,
    view: (tx, params, context) => montrer(tx, params, rien, context),
  })
  page(plateforme, {
    path: chemins.emargement(':plageId', ':le', ':heure'),
    access: 'convocation:lire',
    params: parSeance,
    view: async (tx, params, context) => {
      const { seance, participants } = await lire(tx, params, context)
      const corps = (
        <Emargement
          seance={seance}
          participants={participants.filter(p => p.etat === 'prevue' || p.etat === 'honoree')}
          retour={vers(params)}
        />
      )
      return { titre: 'Feuille de présence', corps, nu: true }
    },
  })
  ecritures(plateforme)
}

function ecritures(plateforme: Plateforme): void {
  const vu = (tx: Tx, params: z.output<typeof parSeance>, state: FormState, context: Context) =>
    montrer(tx, { ...params, q: params.q ?? texte(state, '_q') }, state, context)
  form(plateforme, {
    path: chemins.inscrire(':plageId', ':le', ':heure'),
    params: parSeance,
    command: inscrire,
    view: vu,
    redirectTo: r => vers(r),
    flash: ({ inscrites: { length: n } }) =>
      n > 1 ? `${n} personnes sont inscrites.` : 'La personne est inscrite.',
  })
  form(plateforme, {
    path: chemins.issues(':plageId', ':le', ':heure'),
    params: parSeance,
    command: noterLaSeance,
    view: vu,
    // « Tous présents » ticks, and saves nothing: the agent looks, corrects, then records.
    geste: async (_tx, _params, values) => ({
      ...values,
      issues: lignesDe(values, 'issues').map(i =>
        i.vu === 'prevue' && !i.etat ? { ...i, etat: 'honoree' } : i,
      ),
    }),
    redirectTo: r => vers(r),
    flash: ({ notees: { length: n } }) =>
      n > 1 ? `C’est noté pour ${n} personnes.` : 'C’est noté pour une personne.',
  })
  // What the line said when it was clicked: the buttons of one form each carry theirs.
  const leVu = { vu: z.enum(clesSituations).optional() }
  const parPersonne = parSeance.extend({ dossierId: z.uuid(), convocationId: z.uuid() })
  form(plateforme, {
    path: chemins.arrivee(':plageId', ':le', ':heure', ':dossierId', ':convocationId'),
    params: parPersonne.extend(leVu),
    command: pointerArrivee,
    view: vu,
    redirectTo: (_, params, values) => versAvec(params, values),
    flash: () => 'L’arrivée est pointée.',
  })
  form(plateforme, {
    path: chemins.annulerArrivee(':plageId', ':le', ':heure', ':dossierId', ':convocationId'),
    params: parPersonne.extend(leVu),
    command: annulerGeste,
    view: vu,
    redirectTo: (_, params, values) => versAvec(params, values),
    flash: () => 'C’est annulé : la personne est de nouveau attendue.',
  })
  form(plateforme, {
    path: chemins.retirer(':plageId', ':le', ':heure', ':dossierId', ':convocationId'),
    params: parPersonne,
    command: retirerDeLaSeance,
    initial: async () => ({ prevenir: 'oui' }),
    // The list sends what is ticked there: it is kept beside, and found again on the way back.
    geste: async (_tx, _params, values) => ({ prevenir: 'oui', ...garde(values) }),
    view: async (tx, params, state, context) => {
      const { seance, participants } = await lire(tx, params, context)
      const personne = trouver(
        participants.find(p => p.id === params.convocationId && p.dossierId === params.dossierId),
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
        fil: fil({ label: 'Séances collectives', href: chemins.liste }, { label: 'Retirer' }),
        corps,
      }
    },
    redirectTo: (_, params, values) => versAvecGarde(params, values),
    flash: () => 'La personne est retirée de la séance. Sa place est libre.',
  })
}
const texte = (state: FormState, cle: string) => {
  const v = valeurBrute(state.values, cle)
  return typeof v === 'string' ? v.slice(0, 500) : undefined
}

/**
 * The session as the agenda knows it now, and its people; one that the agenda no longer holds is
 * shown as long as somebody is in it.
 */
async function lire(tx: Tx, { plageId, le, heure }: Ou, { acteur }: Context) {
  const entiteId = entiteDe(acteur) ?? ''
  const plage = trouver(await plageParId(tx, plageId))
  if (!plage.collective || plage.entiteId !== entiteId) throw new Introuvable()
  const duJour = await seancesEntre(tx, {
    entiteId,
    plageId,
    du: le,
    au: le,
    maintenant: { le, heure: '00:00' },
  })
  const ouverte = duJour.find(s => s.heure === heure)
  const participants = await store.participants(tx, { entiteId, plageId, le, heure })
  if (!ouverte && participants.length === 0) throw new Introuvable()
  const lieu = trouver(await lieuParId(tx, plage.lieuId))
  const types = (await typesDeLEntite(tx, entiteId, false)).filter(t => plage.types.includes(t.cle))
  const { capacite, intitule, agendaNom } = plage
  const prises = ouverte
    ? capacite - ouverte.libres
    : participants.filter(p => tientSaPlace(p.etat)).length
  const seance = {
    plageId,
    le,
    heure,
    capacite,
    prises,
    intitule,
    agendaNom,
    lieu: lieu.nom,
    adresse: lieu.adresseComplete,
    types,
    ouverte: ouverte !== undefined,
  }
  return {
    seance: {
      ...seance,
      dureeMinutes: ouverte?.dureeMinutes ?? participants[0]?.dureeMinutes ?? 0,
    },
    participants,
  }
}

async function montrer(
  tx: Tx,
  params: z.output<typeof parSeance>,
  recu: FormState,
  context: Context,
) {
  const { seance, participants } = await lire(tx, params, context)
  const state = avecLesCoches(recu, params, participants)
  const maintenant = ici(context)
  const { acteur } = context
  const ecrire = acteur.peut('convocation:ecrire')
  const dedans = new Set(participants.map(p => p.dossierId))
  const recherche = params.q && ecrire ? await trouverPour(tx, params.q, dedans, context) : null
  context.montrer(
    (recherche?.trouves ?? []).map(t => t.dossierId),
    'recherche, séance collective',
  )
  const corps = (
    <UneSeance
      seance={seance}
      // Who has left the périmètre still holds a place: it is counted, not named.
      horsPerimetre={Math.max(
        0,
        seance.prises - participants.filter(p => tientSaPlace(p.etat)).length,
      )}
      participants={participants.map(p => ({ ...p, issues: issuesPossibles(p, maintenant) }))}
      inscrire={ecrire && refusDeSeance(params, seance.ouverte, maintenant).length === 0}
      noter={ecrire}
      pointer={acteur.peut('accueil:pointer') && params.le === context.aujourdhui}
      q={params.q ?? ''}
      recherche={recherche}
      morts={await mortsDe(tx, params, context)}
      fonction={acteur.fonction}
      fuseau={acteur.fuseau}
      state={state}
    />
  )
  return {
    titre: seance.intitule ?? 'Séance collective',
    fil: fil(
      { label: 'Séances collectives', href: chemins.liste },
      { label: seance.intitule ?? 'Séance' },
    ),
    corps,
  }
}

/**
 * What a gesture of one line brought back in the address, unless the form itself is being shown
 * again.
 */
function avecLesCoches(
  state: FormState,
  dit: z.output<typeof parSeance>,
  lignes: store.Participant[],
): FormState {
  if (!(dit.coches || dit.prevenirAbsents) || 'issues' in state.values) return state
  const { coches = '', prevenirAbsents } = dit
  return {
    ...state,
    values: { ...state.values, issues: lireCoches(coches, lignes), prevenirAbsents },
  }
}

/** Who was on the list, and died: their line has left it. */
async function mortsDe(tx: Tx, { plageId, le, heure }: Ou, { acteur }: Context) {
  const annules = await store.annules(tx, { entiteId: entiteDe(acteur) ?? '', plageId, le, heure })
  const deces = await decesDe(
    tx,
    annules.map(a => a.dossierId),
  )
  return annules.flatMap(a => {
    const decedeLe = deces.get(a.dossierId)
    return decedeLe ? [{ ...a, decedeLe }] : []
  })
}

/**
 * People of one's own périmètre, by numbers and names together: a list that was dictated is found
 * at once.
 */
async function chercher(tx: Tx, q: string, { acteur }: Context) {
  const { numeros, noms, laisses } = lireRecherche(q)
  const coupes: string[] = laisses.map(t => `« ${t} » n’a pas été cherché : cherchez-le à part.`)
  const parId = new Map<
    string,
    { dossierId: string; nom: string; numero: string; naissanceLe: Jour; clos: boolean }
  >()
  for (const p of await store.personnesParNumero(tx, numeros)) parId.set(p.dossierId, p)
  for (const nom of noms) {
    const { lignes: trouves, total } = await rechercher(
      tx,
      entiteDe(acteur) ?? '',
      { texte: nom, naissanceLe: null },
      lesPremiers(12),
    )
    for (const t of trouves)
      parId.set(t.dossierId, { ...t, nom: t.nomComplet, clos: t.closA !== null })
    if (total > trouves.length)
      coupes.push(
        `« ${nom} » : ${trouves.length} personnes sur ${total}. Ajoutez le prénom, ou le numéro.`,
      )
  }
  return { personnes: [...parId.values()], coupes }
}

/** The people found, with who is already there and by what a message reaches each. */
async function trouverPour(
  tx: Tx,
  q: string,
  dedans: { has(id: string): boolean },
  context: Context,
) {
  const { personnes, coupes } = await chercher(tx, q, context)
  const parPersonne = await joignabilites(
    tx,
    personnes.map(t => t.dossierId),
  )
  const deces = await decesDe(
    tx,
    personnes.map(t => t.dossierId),
  )
  const trouves = personnes.map(t => ({
    ...t,
    dejaInscrite: dedans.has(t.dossierId),
    decedeLe: deces.get(t.dossierId) ?? null,
    joignable: parPersonne.get(t.dossierId),
  }))
  return { trouves, coupes }
}
