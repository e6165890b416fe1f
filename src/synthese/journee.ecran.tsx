import { aRepondre } from '../dossiers/index.ts'
import { echeancesOuvertes } from '../echeances/index.ts'
import { demandesEnCours, lecteurDe, rapportsEnAttente } from '../magistrats/index.ts'
import { fonctionQui } from '../moyens/index.ts'
import { type Acteur, type Context, ici } from '../platform/command.ts'
import { ajouterJours, ajouterMois } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { lesPremiers, listeVide } from '../platform/liste.ts'
import { agendaATraiter } from './agenda.store.ts'
import { departs, dossiersAConfier } from './equipe.store.ts'
import * as store from './journee.store.ts'
import { MaJournee } from './journee.views.tsx'
import { JourneeDeJuridiction } from './juridiction.views.tsx'
import { LIGNES } from './listes.rules.ts'
import { pourMoi } from './pour-moi.store.ts'

export const duService = ({ fonction }: Acteur) => fonctionQui(fonction, 'veille')
const JOURS_AVANT_ECHEANCE = 14
/** A departure of these days is prepared now: dossiers to hand over, convocations to decide. */
const JOURS_AVANT_DEPART = 14
const premiers = lesPremiers(LIGNES)
const enOrdre = <C extends string>(tri: C) => ({ ...premiers, tri, sens: 'asc' as const })
const aucune = listeVide(premiers)

/** All that a day shows, asked together. */
async function lireMaJournee(tx: Tx, context: Context) {
  const { acteur, aujourdhui } = context
  const portee = { agentId: acteur.id, serviceId: acteur.serviceId ?? '', tous: duService(acteur) }
  const bientot = ajouterJours(aujourdhui, JOURS_AVANT_ECHEANCE)
  const encadre = acteur.peut('dossier:affecter')
  const si = <T,>(oui: boolean, lire: () => Promise<T>) => (oui ? lire() : undefined)
  const [
    pour,
    partis,
    convocations,
    inconnus,
    attendus,
    echeances,
    aValider,
    reponses,
    agenda,
    aAffecter,
    attentes,
    sansContact,
    brouillons,
  ] = await Promise.all([
    pourMoi(tx, context, premiers),
    si(encadre, () =>
      departs(tx, portee.serviceId, premiers, ajouterJours(aujourdhui, JOURS_AVANT_DEPART)),
    ),
    store.convocationsDuJour(tx, portee, aujourdhui, premiers),
    store.statutsInconnus(tx, portee, aujourdhui, premiers),
    si(acteur.peut('saisine:lire'), () => store.rapportsAttendus(tx, portee, bientot, premiers)),
    si(acteur.peut('echeance:service'), () =>
      echeancesOuvertes(tx, portee, bientot, { ...enOrdre('le'), enMain: '' }),
    ),
    si(encadre, () => rapportsEnAttente(tx, { serviceId: portee.serviceId }, enOrdre('echeance'))),
    si(encadre, () => aRepondre(tx, portee.serviceId)),
    agendaATraiter(tx, portee.serviceId, ici(context)),
    si(encadre, () => dossiersAConfier(tx, portee.serviceId, aujourdhui, premiers)),
    store.attentesDeSaisine(tx, portee, premiers),
    si(acteur.peut('accompagnement:lire'), () =>
      store.sansContact(tx, portee, ajouterMois(aujourdhui, -store.MOIS_SANS_CONTACT), premiers),
    ),
    store.mesBrouillons(tx, acteur.id, premiers),
  ])
  return {
    tous: portee.tous,
    pourMoi: pour,
    partis: partis ?? aucune,
    convocations,
    inconnus,
    attendus: attendus ?? aucune,
    echeances: echeances ?? aucune,
    aValider: aValider ?? aucune,
    aRepondre: reponses ?? [],
    agenda,
    aAffecter: aAffecter ?? aucune,
    attentes,
    sansContact: sansContact ?? aucune,
    brouillons,
  }
}

export async function maJournee(tx: Tx, context: Context) {
  const { acteur, aujourdhui } = context
  return (
    <MaJournee
      {...(await lireMaJournee(tx, context))}
      aujourdhui={aujourdhui}
      lecteur={lecteurDe(acteur)}
      peut={{
        demandes: acteur.peut('saisine:lire'),
        ecrire: acteur.peut('accompagnement:ecrire'),
        echeances: acteur.peut('echeance:service'),
        repondre: acteur.peut('dossier:affecter'),
        convoquer: acteur.peut('convocation:ecrire'),
        messages: acteur.peut('message:lire'),
        ecrireMessages: acteur.peut('message:ecrire'),
      }}
    />
  )
}

/** What has arrived, and what is awaited with who has it in hand. */
export async function journeeDeJuridiction(tx: Tx, context: Context, juridictionId: string) {
  const { acteur, aujourdhui } = context
  const lit = acteur.peut('rapport:lire')
  const ou = { juridictionId }
  const deLaJuridiction = { agentId: acteur.id, serviceId: juridictionId, tous: true }
  const [pour, rapports, demandes, convocations, brouillons] = await Promise.all([
    pourMoi(tx, context, premiers),
    lit ? rapportsEnAttente(tx, ou, enOrdre('echeance')) : aucune,
    demandesEnCours(tx, ou, enOrdre('echeance')),
    acteur.peut('convocation:lire')
      ? store.convocationsDuJour(tx, deLaJuridiction, aujourdhui, premiers)
      : aucune,
    store.mesBrouillons(tx, acteur.id, premiers),
  ])
  return (
    <JourneeDeJuridiction
      aujourdhui={aujourdhui}
      pourMoi={pour}
      rapports={rapports}
      demandes={demandes}
      convocations={convocations}
      brouillons={brouillons}
      lit={lit}
      lecteur={lecteurDe(acteur)}
      peut={{
        convoquer: acteur.peut('bex:convoquer'),
        tableau: acteur.peut('bex:tableau'),
        accueil: acteur.peut('accueil:pointer'),
      }}
    />
  )
}
