import { lieuParId, plageParId } from '../creneaux/index.ts'
import { type Context, command, entiteDe, ici } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import { essayer } from '../platform/db/connexion.ts'
import type { Tx } from '../platform/db/index.ts'
import { Introuvable, trouver } from '../platform/introuvable.ts'
import { type Refusal, refuseIf } from '../platform/refusal.ts'
import { solderADecider } from './a-decider.store.ts'
import { verrouillerPourLAccueil } from './accueil.store.ts'
import { refusApresLeDeces } from './convocation.examen.ts'
import { bouger, terminer } from './convocation.gestes.ts'
import { convocation } from './convocation.store.ts'
import { champsDuCreneau } from './creneau.examen.ts'
import { annulerForm, confierForm, deplacerForm, garderForm, suiteForm } from './decision.forms.ts'
import { calendrierDe } from './decision.lecture.ts'
import {
  type Decision,
  empechement,
  estARetablir,
  occupationPar,
  refusDeConfier,
  refusDeDecider,
  refusDeSuite,
  refusDuCreneau,
} from './decision.rules.ts'
import * as store from './decision.store.ts'
import { noterEtat } from './histoire.store.ts'
import { contraintes, ditPar } from './place.gestes.ts'
import { creneauxProposes } from './recherche.lecture.ts'
import { retablir } from './retablir.gestes.ts'
import { tracesDe } from './seance.commands.ts'

type Choix = { dossierId: string; id: string }[]
/**
 * The lines that were ticked, locked, once per convocation; any that may not be decided stops the
 * whole lot and is named.
 */
async function prendre(
  tx: Tx,
  context: Context,
  choix: Choix,
  decision: Decision,
): Promise<store.LigneADecider[]> {
  await store.verrouillerChoix(tx, choix)
  const lignes = await store.choisies(tx, entiteDe(context.acteur) ?? '', choix)
  if (lignes.length !== new Set(choix.map(ligne => ligne.id)).size) throw new Introuvable()
  const maintenant = ici(context)
  refuseIf(
    lignes.flatMap(ligne =>
      refusDeDecider(
        { ...ligne, decidee: ligne.decideeA !== null, clos: ligne.closA !== null },
        decision,
        maintenant,
      ),
    ),
  )
  return lignes
}
const uneFois = (lignes: store.LigneADecider[]) => [
  ...new Map(lignes.map(ligne => [ligne.convocationId, ligne])).values(),
]
const tracer = (lignes: store.LigneADecider[], motif: string | null) =>
  tracesDe(lignes.map(ligne => ({ dossierId: ligne.dossierId, cible: ligne.convocationId, motif })))

/** Kept as they are, in spite of what moved: the reason stays in the history of each. */
export const garder = command({
  name: 'agenda.garder',
  permission: 'convocation:ecrire',
  aQui: 'entite',
  input: garderForm,
  async run(tx, { choix, motif }, context) {
    const lignes = await prendre(tx, context, choix, 'garder')
    const { acteur, maintenant } = context
    for (const ligne of lignes)
      await store.marquerGardee(tx, ligne, acteur.id, maintenant.toString())
    for (const { dossierId, convocationId } of uneFois(lignes))
      await noterEtat(tx, { dossierId, convocationId, etat: 'gardee', par: acteur.id, motif })
    return { lignes: uneFois(lignes) }
  },
  journal: ({ motif }, { lignes }) => tracer(lignes, motif),
})

export const annulerEnNombre = command({
  name: 'agenda.annuler-en-nombre',
  permission: 'convocation:ecrire',
  aQui: 'entite',
  input: annulerForm,
  async run(tx, { choix, motif, prevenir }, context) {
    const lignes = uneFois(await prendre(tx, context, choix, 'annuler'))
    for (const ligne of lignes)
      if (estARetablir(ligne.motif)) await laisserAnnulee(tx, context, ligne, motif)
      else await terminer(tx, context, ligne, { etat: 'annulee', motif, prevenir })
    return { lignes }
  },
  journal: ({ motif }, { lignes }) => tracer(lignes, motif),
})

/**
 * The same hours with another agent: all or nothing, so that a day is handed over whole; who blocks
 * is named.
 */
export const confier = command({
  name: 'agenda.confier',
  permission: 'convocation:ecrire',
  aQui: 'entite',
  input: confierForm,
  contraintes,
  async run(tx, { choix, agentId, prevenir }, context) {
    const lignes = uneFois(await prendre(tx, context, choix, 'confier'))
    const entite = entiteDe(context.acteur) ?? ''
    const agents = await store.agentsQuiRecoivent(
      tx,
      entite,
      lignes.map(ligne => ligne.le),
    )
    const agent = trouver(agents.find(ligne => ligne.agentId === agentId))
    const { absences, occupations } = await calendrierDe(tx, entite, lignes)
    refuseIf(
      lignes.flatMap((ligne, i) => {
        // Two people of one hour, whom two agents were to receive, cannot both go to a third.
        const avant = lignes.slice(0, i).map(element => occupationPar(agentId, element))
        return refusDeConfier(
          ligne,
          agent.nomComplet,
          empechement(agentId, ligne, absences, [...occupations, ...avant]),
        )
      }),
    )
    // A group session keeps its agenda and its places; a free hour leaves the range of the agent
    // who will not be there.
    for (const ligne of lignes)
      await bouger(
        tx,
        context,
        { ...ligne, prevenir },
        ligne.collective ? { agentId } : { agentId, agendaId: null, plageId: null, capacite: 1 },
      )
    return { lignes }
  },
  journal: (_, { lignes }) => tracer(lignes, null),
})

/**
 * Each to the slot that was shown. Line by line: whose slot has just been taken stays to be decided
 * and is said, the others have moved; otherwise one clash would undo forty good moves.
 */
export const deplacerEnNombre = command({
  name: 'agenda.deplacer-en-nombre',
  permission: 'convocation:ecrire',
  aQui: 'entite',
  input: deplacerForm,
  async run(tx, { lignes: demandes, prevenir }, context) {
    const aFaire = demandes.flatMap(demande =>
      demande.creneau ? [{ ...demande.choix, creneau: demande.creneau }] : [],
    )
    const lignes = uneFois(await prendre(tx, context, aFaire, 'deplacer'))
    const deplacees: store.LigneADecider[] = []
    const restees: Refusal[] = []
    for (const ligne of lignes) {
      const { creneau } = trouver(aFaire.find(element => element.id === ligne.id))
      try {
        await essayer(tx, () =>
          deplacer(tx, context, ligne, { ...creneau, le: creneau.le as Jour, prevenir }),
        )
        deplacees.push(ligne)
      } catch (erreur) {
        const message = ditPar(erreur)
        if (!message) throw erreur
        restees.push({
          code: 'non_deplacee',
          champ: 'lignes',
          message: `${ligne.nom} : ${message}`,
        })
      }
    }
    if (deplacees.length === 0) refuseIf(restees)
    return { deplacees, restees: restees.map(restee => restee.message) }
  },
  journal: (_, { deplacees }) => tracer(deplacees, null),
})

async function deplacer(
  tx: Tx,
  context: Context,
  donnees: store.LigneADecider,
  { plageId, le, heure, prevenir }: { plageId: string; le: Jour; heure: string; prevenir: boolean },
) {
  const plage = trouver(await plageParId(tx, plageId))
  if (plage.entiteId !== donnees.entiteId) throw new Introuvable()
  const { entiteId, agendaId, lieuId } = plage
  const libres = await creneauxProposes(tx, {
    entiteId,
    type: donnees.type,
    agendaId,
    du: le,
    au: le,
    maintenant: ici(context),
    limite: 500,
  })
  const creneau = libres.find(
    convocation => convocation.plageId === plageId && convocation.heure === heure,
  )
  refuseIf(refusDuCreneau(creneau !== undefined, le, heure))
  const lieu = trouver(await lieuParId(tx, lieuId))
  const { dureeMinutes } = trouver(creneau)
  const champs = { ...champsDuCreneau(plage, lieu, donnees.modalite), le, heure, dureeMinutes }
  refuseIf(await refusApresLeDeces(tx, context.acteur, donnees.dossierId))
  if (!estARetablir(donnees.motif)) return bouger(tx, context, { ...donnees, prevenir }, champs)
  await retablir(
    tx,
    context,
    trouver(await convocation(tx, donnees.dossierId, donnees.convocationId)),
    { champs, motif: 'Rétablie à un autre créneau' },
  )
  await solderADecider(tx, {
    ...donnees,
    decision: 'retablie',
    par: context.acteur.id,
    a: context.maintenant.toString(),
  })
}

/** The end was a mistake, yet the convocation is not given back: the person knows already. */
async function laisserAnnulee(
  tx: Tx,
  { acteur, maintenant }: Context,
  donnees: store.LigneADecider,
  motif: string,
) {
  await noterEtat(tx, {
    dossierId: donnees.dossierId,
    convocationId: donnees.convocationId,
    etat: 'annulee',
    par: acteur.id,
    motif,
  })
  await solderADecider(tx, {
    ...donnees,
    decision: 'laissee_annulee',
    par: acteur.id,
    a: maintenant.toString(),
  })
}

/** What happened to a past convocation that nobody had noted, one line at a time. */
export const noterSuite = command({
  name: 'agenda.noter-suite',
  permission: 'convocation:ecrire',
  aQui: 'qui_suit_ou_convoque',
  input: suiteForm,
  async run(tx, { dossierId, convocationId, etat }, context) {
    const convocation = trouver(await verrouillerPourLAccueil(tx, dossierId, convocationId))
    if (convocation.entiteId !== entiteDe(context.acteur)) throw new Introuvable()
    refuseIf(refusDeSuite(convocation, etat, ici(context)))
    await terminer(tx, context, { dossierId, convocationId }, { etat, prevenir: false })
    return { dossierId, convocationId, etat }
  },
  journal: ({ dossierId, convocationId }) => ({ dossierId, cible: convocationId }),
})
