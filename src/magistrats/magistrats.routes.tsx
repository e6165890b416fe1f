import { z } from 'zod'
import { brouillonDuFormulaire, filDuDossier, identite as lireIdentite, reprendre } from '../dossiers/index.ts'
import { libelleDeNature, mesuresDuDossier } from '../mesures/index.ts'
import { juridictions } from '../moyens/index.ts'
import type { Context } from '../platform/command.ts'
import { ajouterMois } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { fichier, page } from '../platform/http/page.ts'
import { Introuvable, type Plateforme, trouver } from '../platform/http/plateforme.ts'
import { type FormState, versionDuFormulaire } from '../platform/interface/index.ts'
import { parDossier } from '../platform/saisie.ts'
import { cleDuRapport, cloreSaisine, commencerRapport, ecrireRapport, marquerLu, passer, renvoyer, repondre, saisir, soumettre, transmettre, valider } from './magistrats.commands.ts'
import { chemins } from './magistrats.paths.ts'
import { joursParDetenteur, naturesDeSaisine, refusDEcrire, refusDeRepondre, refusDeTransmettre, refusDeValider } from './magistrats.rules.ts'
import * as store from './magistrats.store.ts'
import { CommencerRapport, EcrireRapport, Ecrits, Saisir, UneSaisine, UnRapport } from './magistrats.views.tsx'
import { type Origine, partie, sources } from './redaction.ts'

const parSaisine = z.object({ dossierId: z.uuid(), saisineId: z.uuid() })
const parRapport = z.object({ dossierId: z.uuid(), rapportId: z.uuid() })
const vide: FormState = { values: {}, errors: {}, refusals: [] }
const entete = async (tx: Tx, dossierId: string, titre: string) => {
  const identite = trouver(await lireIdentite(tx, dossierId))
  return { identite, ecran: { titre, fil: filDuDossier(identite, { label: 'Demandes et rapports', href: chemins.ecrits(dossierId) }, ...(titre === 'Demandes et rapports' ? [] : [{ label: titre }])) } }
}
const choixJuridictions = async (tx: Tx) => (await juridictions(tx)).map(j => ({ value: j.juridictionId, label: j.nom }))
const versLaSaisine = ({ dossierId, saisineId }: { dossierId: string; saisineId: string }) => chemins.saisine(dossierId, saisineId)
const versLeRapport = ({ dossierId, rapportId }: { dossierId: string; rapportId: string }) => chemins.rapport(dossierId, rapportId)

export function magistratsRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.ecrits(':dossierId'),
    access: 'saisine:lire',
    params: parDossier,
    view: async (tx, { dossierId }, { acteur, aujourdhui }) => {
      const { identite, ecran } = await entete(tx, dossierId, 'Demandes et rapports')
      const rapports = acteur.peut('rapport:lire') ? await store.rapportsDuDossier(tx, dossierId, acteur.juridictionId) : []
      return { ...ecran, corps: <Ecrits identite={identite} saisines={await store.saisinesDuDossier(tx, dossierId)} rapports={rapports} aujourdhui={aujourdhui} saisir={acteur.peut('saisine:ecrire')} ecrire={acteur.peut('rapport:ecrire')} /> }
    },
  })
  saisineRoutes(plateforme)
  ecritureRoutes(plateforme)
  rapportRoutes(plateforme)
}

async function uneSaisine(tx: Tx, { dossierId, saisineId }: { dossierId: string; saisineId: string }, state: FormState, { acteur, maintenant }: Context) {
  const { identite, ecran } = await entete(tx, dossierId, 'Demande')
  const saisine = trouver(await store.saisine(tx, dossierId, saisineId))
  const chaine = await store.detentions(tx, dossierId, saisineId)
  const corps = <UneSaisine identite={identite} state={state} saisine={saisine} chaine={chaine} temps={joursParDetenteur(chaine, maintenant.toString())} ecrire={acteur.peut('saisine:ecrire')} rediger={acteur.peut('rapport:ecrire')} />
  return { ...ecran, corps }
}

function saisineRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.saisir(':dossierId'),
    params: parDossier,
    command: saisir,
    initial: async (_tx, _params, { aujourdhui }) => ({ recueLe: aujourdhui, echeanceLe: ajouterMois(aujourdhui, 1) }),
    view: async (tx, { dossierId }, state, { acteur }) => {
      const { identite, ecran } = await entete(tx, dossierId, 'Nouvelle demande')
      const mesures = (await mesuresDuDossier(tx, dossierId)).map(m => ({ value: m.mesureId, label: libelleDeNature(m.nature, m.decisionLe) }))
      return { ...ecran, corps: <Saisir identite={identite} state={state} mesures={mesures} juridictions={acteur.juridictionId ? null : await choixJuridictions(tx)} /> }
    },
    redirectTo: versLaSaisine,
    flash: () => 'La demande est enregistrée : le SPIP l’a en main.',
  })
  page(plateforme, { path: chemins.saisine(':dossierId', ':saisineId'), access: 'saisine:lire', params: parSaisine, view: (tx, params, context) => uneSaisine(tx, params, vide, context) })
  form(plateforme, { path: chemins.passer(':dossierId', ':saisineId'), params: parSaisine, command: passer, view: uneSaisine, redirectTo: versLaSaisine, flash: () => 'La main est passée.' })
  form(plateforme, { path: chemins.clore(':dossierId', ':saisineId'), params: parSaisine, command: cloreSaisine, view: uneSaisine, redirectTo: versLaSaisine, flash: () => 'La demande est close.' })
}

function ecritureRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.commencer(':dossierId'),
    params: z.object({ dossierId: z.uuid(), saisineId: z.uuid().optional() }),
    command: commencerRapport,
    initial: async (_tx, { saisineId }) => ({ nature: 'suivi', saisineId: saisineId ?? '' }),
    view: async (tx, { dossierId }, state) => {
      const { identite, ecran } = await entete(tx, dossierId, 'Écrire un rapport')
      const saisines = (await store.saisinesDuDossier(tx, dossierId)).filter(s => !s.closeA).map(s => ({ value: s.saisineId, label: `${naturesDeSaisine[s.nature as keyof typeof naturesDeSaisine] ?? s.nature}, pour le ${s.echeanceLe}` }))
      return { ...ecran, corps: <CommencerRapport identite={identite} state={state} juridictions={await choixJuridictions(tx)} saisines={saisines} /> }
    },
    redirectTo: ({ dossierId, rapportId }) => chemins.ecrire(dossierId, rapportId),
  })
  form(plateforme, {
    path: chemins.ecrire(':dossierId', ':rapportId'),
    params: parRapport,
    command: ecrireRapport,
    initial: (tx, { dossierId, rapportId }, context) =>
      reprendre(tx, context, dossierId, cleDuRapport(rapportId), async () => {
        const r = trouver(await store.rapport(tx, dossierId, rapportId))
        return { titre: r.titre, version: r.version, sections: await store.sections(tx, dossierId, rapportId) }
      }),
    geste: async (tx, { dossierId }, values, geste) => {
      const source = geste.replace('inserer:', '')
      if (!(source in sources)) return values
      const sections = Array.isArray(values.sections) ? values.sections : []
      return { ...values, sections: [...sections, await partie(tx, dossierId, source as Origine)] }
    },
    view: async (tx, { dossierId, rapportId }, state, context) => {
      const { identite, ecran } = await entete(tx, dossierId, 'Écrire')
      const rapport = trouver(await store.rapport(tx, dossierId, rapportId))
      if (refusDEcrire(rapport, context.acteur.serviceId).length) throw new Introuvable('Ce rapport ne s’écrit plus : il est soumis, validé, ou celui d’un autre service.')
      const brouillon = await brouillonDuFormulaire(tx, context, dossierId, cleDuRapport(rapportId), `${rapport.titre}, ${identite.nomComplet}`)
      return { ...ecran, corps: <EcrireRapport identite={identite} state={state} rapport={rapport} actuelles={await store.sections(tx, dossierId, rapportId)} brouillon={brouillon} version={versionDuFormulaire(state, rapport.version)} /> }
    },
    redirectTo: versLeRapport,
    flash: () => 'Le rapport est enregistré.',
  })
}

async function unRapport(tx: Tx, { dossierId, rapportId }: { dossierId: string; rapportId: string }, state: FormState, { acteur }: Context) {
  const { identite, ecran } = await entete(tx, dossierId, 'Rapport')
  const rapport = trouver(await store.rapport(tx, dossierId, rapportId))
  // A juridiction reads what was sent to it, and nothing before.
  if (acteur.juridictionId && (rapport.juridictionId !== acteur.juridictionId || !['transmis', 'lu', 'repondu'].includes(rapport.etat))) throw new Introuvable()
  const peut = {
    ecrire: acteur.peut('rapport:ecrire') && refusDEcrire(rapport, acteur.serviceId).length === 0,
    valider: acteur.peut('rapport:valider') && refusDeValider(rapport, acteur.serviceId).length === 0,
    transmettre: acteur.peut('rapport:transmettre') && refusDeTransmettre(rapport, acteur.serviceId).length === 0,
    repondre: acteur.peut('rapport:repondre') && refusDeRepondre(rapport, acteur.juridictionId).length === 0,
  }
  const corps = <UnRapport identite={identite} state={state} rapport={rapport} parties={await store.sections(tx, dossierId, rapportId)} course={await store.mouvements(tx, dossierId, rapportId)} reponse={await store.reponse(tx, dossierId, rapportId)} peut={peut} />
  return { ...ecran, titre: rapport.titre, corps }
}

function rapportRoutes(plateforme: Plateforme): void {
  page(plateforme, { path: chemins.rapport(':dossierId', ':rapportId'), access: 'rapport:lire', params: parRapport, view: (tx, params, context) => unRapport(tx, params, vide, context) })
  const actes = { params: parRapport, view: unRapport, redirectTo: versLeRapport }
  form(plateforme, { ...actes, path: chemins.soumettre(':dossierId', ':rapportId'), command: soumettre, flash: () => 'Le rapport est soumis à la validation.' })
  form(plateforme, { ...actes, path: chemins.valider(':dossierId', ':rapportId'), command: valider, flash: () => 'Le rapport est validé ; son PDF est figé.' })
  form(plateforme, { ...actes, path: chemins.renvoyer(':dossierId', ':rapportId'), command: renvoyer, flash: () => 'Le rapport est renvoyé au rédacteur.' })
  form(plateforme, { ...actes, path: chemins.transmettre(':dossierId', ':rapportId'), command: transmettre, flash: () => 'Le rapport est transmis : le magistrat le voit dans sa journée.' })
  form(plateforme, { ...actes, path: chemins.lu(':dossierId', ':rapportId'), command: marquerLu, flash: () => 'Le service verra que vous l’avez lu.' })
  form(plateforme, { ...actes, path: chemins.repondre(':dossierId', ':rapportId'), command: repondre, flash: () => 'La réponse est envoyée au service.' })
  fichier(plateforme, {
    path: chemins.pdf(':dossierId', ':rapportId'),
    access: 'rapport:lire',
    params: parRapport,
    contenu: async (tx, { dossierId, rapportId }, context) => {
      await unRapport(tx, { dossierId, rapportId }, vide, context)
      const { pdf } = trouver(await store.pdfFige(tx, dossierId, rapportId))
      return { nom: 'rapport.pdf', type: 'application/pdf', octets: pdf, enLigne: true }
    },
  })
}
