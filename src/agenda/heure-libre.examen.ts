import { lieuParId, lieuxDeLEntite } from '../creneaux/index.ts'
import { adresseDe, identite } from '../dossiers/index.ts'
import { agentParId, refusAvantLArrivee } from '../moyens/index.ts'
import { type Context, entiteDe } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { champsDuCadre, type Demande, type Examen, momentDuLieu } from './cadre.examen.ts'
import { type Modalite, modalites, refusDHeureLibre } from './convocation.rules.ts'
import { refusDuMoment } from './moment.rules.ts'

/** A free hour, outside every range: of an agent of the entité, in a place that is open then. */
export async function aHeureLibre(tx: Tx, context: Context, demande: Demande): Promise<Examen> {
  const { cadre, saisie } = demande
  const agent = saisie.agentId ? await agentParId(tx, saisie.agentId) : undefined
  const { le, heure = '' } = saisie
  const deLEntite = agent?.serviceId === cadre.entiteId || agent?.juridictionId === cadre.entiteId
  refuseIf([
    ...refusDHeureLibre(cadre.type, agent && { deLEntite }),
    ...refusAvantLArrivee(agent, le ?? context.aujourdhui, 'agentId'),
  ])
  const modalite = saisie.modalite ?? cadre.type.modalite
  const connu = await lieuConnu(tx, context, demande, modalite)
  const { lieu, adresse } = await ouRecevoir(tx, demande, modalite, connu)
  const dureeMinutes = saisie.dureeMinutes ?? cadre.type.dureeMinutes
  const bornes = modalite === 'domicile' || saisie.lieu ? undefined : connu
  refuseIf(
    refusDuMoment(
      { le: le as Jour, heure, dureeMinutes },
      bornes,
      momentDuLieu(context, connu?.fuseau ?? context.acteur.fuseau),
    ),
  )
  return {
    ...champsDuCadre(cadre, saisie),
    agentId: saisie.agentId ?? null,
    lieuId: connu?.lieuId ?? null,
    agendaId: null,
    plageId: null,
    capacite: 1,
    collective: false,
    lieu,
    adresse,
    le: le as Jour,
    heure,
    dureeMinutes,
  }
}

type Lieu = Awaited<ReturnType<typeof lieuParId>>
/**
 * The place that was chosen, or for a call the one from where it is made; never another service's.
 */
async function lieuConnu(
  tx: Tx,
  context: Context,
  { dossierId, cadre, saisie }: Demande,
  modalite: Modalite,
): Promise<Lieu> {
  const aDistance = modalite === 'telephone' || modalite === 'visio'
  const deLuiMeme = () =>
    aDistance && !saisie.adresse ? lieuDuSuivi(tx, context, dossierId, cadre.entiteId) : undefined
  const connu = saisie.lieuId ? trouver(await lieuParId(tx, saisie.lieuId)) : await deLuiMeme()
  if (connu && connu.entiteId !== cadre.entiteId && connu.entiteId !== entiteDe(context.acteur))
    throw new Refused([
      {
        code: 'lieu_d_autrui',
        champ: 'lieuId',
        message: 'Ce lieu est celui d’un autre service : choisissez un des vôtres.',
      },
    ])
  return connu
}

/**
 * Place and address as they were written, else those of the place, or of where the person lives.
 */
async function ouRecevoir(
  tx: Tx,
  { dossierId, saisie }: Demande,
  modalite: Modalite,
  connu: Lieu,
): Promise<{ lieu: string; adresse: string }> {
  const chezElle =
    modalite === 'domicile' && !saisie.adresse
      ? adresseDe(trouver(await identite(tx, dossierId)))
      : null
  const lieu = saisie.lieu ?? (modalite === 'lieu' ? connu?.nom : modalites[modalite])
  const adresse = saisie.adresse ?? (chezElle || connu?.adresseComplete)
  if (!lieu || !adresse)
    throw new Refused([
      {
        code: 'sans_lieu',
        champ: lieu ? 'adresse' : 'lieuId',
        message: 'Choisissez un lieu, ou écrivez le lieu et son adresse.',
      },
    ])
  return { lieu, adresse }
}

/**
 * Nobody travels to a call: without a place it is made from where the person is followed, else from
 * the first place of the entité.
 */
async function lieuDuSuivi(tx: Tx, context: Context, dossierId: string, entiteId: string) {
  const lieux = await lieuxDeLEntite(tx, entiteId, context.aujourdhui)
  const antenneId = (await identite(tx, dossierId))?.antenneId
  return lieux.find(lieu => lieu.lieuId === antenneId) ?? lieux[0]
}
