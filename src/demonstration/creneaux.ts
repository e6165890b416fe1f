import { ajouterJours, type Jour, jourDeSemaine } from '../platform/date.ts'
import type { Copie } from './copie.ts'
import { Hasard } from './hasard.ts'
import type { Agendas } from './jours.ts'
import { voies } from './noms.ts'
import type { Agent, Service } from './organisation.ts'

type Plage = {
  types: string[]
  jours: number[]
  de: string
  a: string
  pas: number
  capacite?: number
  intitule?: string
  toutesLes?: number
}
const ouvres = [1, 2, 3, 4, 5]
const entretiens = ['premiere', 'suivi', 'convocation_741_1', 'telephone', 'rappel']
/**
 * When each function receives; Friday afternoons are for visits and calls, and the surveillant also
 * comes on Saturdays.
 */
const parFonction: Partial<Record<Agent['fonction'], Plage[]>> = {
  travailleur_social: [
    { types: entretiens, jours: [1, 2, 4], de: '09:00', a: '12:00', pas: 45 },
    {
      types: [...entretiens, 'placement_tig'],
      jours: [1, 2, 3, 4],
      de: '14:00',
      a: '17:00',
      pas: 45,
    },
    { types: ['domicile', 'telephone'], jours: [5], de: '14:00', a: '16:00', pas: 60 },
  ],
  dpip: [{ types: ['convocation_741_1', 'rappel'], jours: [3], de: '09:00', a: '12:00', pas: 60 }],
  psychologue: [{ types: ['suivi', 'telephone'], jours: [2, 3], de: '09:00', a: '12:00', pas: 45 }],
  coordinateur: [
    { types: ['placement_tig', 'stage'], jours: [2, 4], de: '14:00', a: '17:00', pas: 60 },
  ],
  surveillant: [
    { types: ['ddse'], jours: [1, 3], de: '09:00', a: '12:00', pas: 45 },
    { types: ['ddse'], jours: [6], de: '09:00', a: '12:00', pas: 45, toutesLes: 2 },
  ],
}
const sorties: Plage[] = [
  { types: ['sortie_audience_spip'], jours: ouvres, de: '09:00', a: '12:00', pas: 30, capacite: 2 },
  { types: ['sortie_audience_spip'], jours: [2, 4], de: '14:00', a: '16:30', pas: 30, capacite: 2 },
]
const ateliers = [
  'Atelier « Chercher un emploi »',
  'Groupe de parole',
  'Atelier « Santé et droits »',
]
const cabinets: Record<string, Plage[]> = {
  'Cabinet du JAP n° 1': [
    { types: ['sortie_audience_sap'], jours: ouvres, de: '09:00', a: '12:00', pas: 30 },
    { types: ['suivi_jap', 'japat'], jours: [2, 4], de: '14:00', a: '17:00', pas: 45 },
    { types: ['debat_contradictoire'], jours: [3], de: '14:00', a: '17:00', pas: 45 },
  ],
  'Cabinet du JAP n° 2': [
    {
      types: ['sortie_audience_sap', 'suivi_jap'],
      jours: [2, 4],
      de: '09:00',
      a: '12:00',
      pas: 30,
      capacite: 2,
    },
    { types: ['sap_ddse'], jours: [1, 3, 5], de: '14:00', a: '16:00', pas: 30 },
  ],
}

/**
 * Places, agendas, opening ranges and absences of each service and court; types come with them. Its
 * own draws: others keep theirs.
 */
export function creerCreneaux(copie: Copie, services: Service[], le: Jour, agendas: Agendas): void {
  const hasard = new Hasard(20_261_127)
  const ms = Date.parse(`${le}T00:00:00Z`) - 200 * 86_400_000
  const carnet = new Carnet(
    copie,
    () => hasard.uuid(ms),
    ajouterJours(le, 1 - jourDeSemaine(le) - 26 * 7),
  )
  for (const service of services) {
    for (const agent of service.agents) deLAgent(carnet, service, agent)
    for (const antenne of service.antennes.filter(agent => !agent.ferme)) {
      const agendaId = carnet.agenda(service.id, antenne.id, 'Sorties d’audience')
      for (const sortie of sorties) carnet.plage(agendaId, sortie)
    }
    const [siege] = service.antennes
    if (siege) {
      const atelier = {
        types: ['action_collective'],
        jours: [4],
        de: '14:00',
        a: '16:00',
        pas: 120,
        capacite: 12,
        intitule: hasard.parmi(ateliers),
      }
      carnet.plage(carnet.agenda(service.id, siege.id, 'Actions collectives'), atelier)
    }
    absences(carnet, service, hasard, { le, agendas })
    for (const tribunal of service.juridictions) auTribunal(carnet, service, tribunal, hasard)
  }
}

function deLAgent(carnet: Carnet, service: Service, agent: Agent): void {
  const plages = parFonction[agent.fonction]
  if (!plages || !agent.antenne) return
  const agendaId = carnet.agenda(
    service.id,
    agent.antenne,
    `${agent.prenom} ${agent.nom}`,
    agent.id,
  )
  for (const plage of plages) carnet.plage(agendaId, plage)
}

function auTribunal(
  carnet: Carnet,
  service: Service,
  tribunal: Service['juridictions'][number],
  hasard: Hasard,
): void {
  const lieuId = carnet.lieu(tribunal.id, {
    nom: tribunal.nom,
    nom_public: 'entrée principale, puis le 1er étage',
    adresse: `${hasard.entier(1, 60)} ${hasard.parmi(voies)}`,
    code_postal:
      service.communes.find(commune => commune.nom === tribunal.ville)?.codePostal ??
      `${service.departement}000`.slice(0, 5),
    commune: tribunal.ville,
    telephone: `03 53 01 ${service.departement} ${hasard.entier(60, 99)}`,
    territoire: service.territoire,
  })
  for (const [nom, plages] of Object.entries(cabinets)) {
    const agendaId = carnet.agenda(tribunal.id, lieuId, nom)
    for (const plage of plages) carnet.plage(agendaId, plage)
  }
}

/**
 * Leave of some travailleurs sociaux, a day of training, and an afternoon on which the first
 * antenne is closed.
 */
function absences(
  carnet: Carnet,
  service: Service,
  hasard: Hasard,
  { le, agendas }: { le: Jour; agendas: Agendas },
): void {
  const lundi = ajouterJours(le, 8 - jourDeSemaine(le))
  const suivent = service.agents.filter(agent => agent.fonction === 'travailleur_social')
  suivent.forEach((agent, i) => {
    const debut = ajouterJours(lundi, 7 * hasard.entier(1, 6))
    if (i % 4 === 3) {
      carnet.absence(
        service.id,
        { agent_id: agent.id },
        { motif: 'conge', du: `${debut}T00:00`, au: `${ajouterJours(debut, 5)}T00:00` },
      )
      agendas.absent(agent.id, debut, 5)
    }
    if (i % 6 === 4) {
      carnet.absence(
        service.id,
        { agent_id: agent.id },
        { motif: 'formation', du: `${debut}T09:00`, au: `${debut}T17:00` },
      )
      agendas.absent(agent.id, debut, 1)
    }
  })
  const [siege] = service.antennes
  const vendredi = ajouterJours(lundi, 4 + 7 * 5)
  if (!siege) return
  carnet.absence(
    service.id,
    { lieu_id: siege.id },
    { motif: 'reunion', du: `${vendredi}T12:00`, au: `${vendredi}T18:00` },
  )
  for (const agent of suivent.filter(a => a.antenne === siege.id))
    agendas.absent(agent.id, vendredi, 1)
}

/** Writes the rows; two agents of one name at one place have two agendas that can be told apart. */
class Carnet {
  readonly #copie: Copie
  readonly #uuid: () => string
  readonly #depuis: Jour
  readonly #noms = new Set<string>()
  constructor(copie: Copie, uuid: () => string, depuis: Jour) {
    this.#copie = copie
    this.#uuid = uuid
    this.#depuis = depuis
  }
  lieu(entiteId: string, donnees: Record<string, string>): string {
    const id = this.#uuid()
    this.#copie.ligne('creneaux.lieu', {
      id,
      entite_id: entiteId,
      ...donnees,
      ouvre_a: '08:30',
      ferme_a: '18:00',
    })
    return id
  }
  agenda(entiteId: string, lieuId: string, nom: string, agentId: string | null = null): string {
    const id = this.#uuid()
    let unique = nom
    for (let nombre = 2; this.#noms.has(`${lieuId} ${unique}`); nombre += 1)
      unique = `${nom} (${nombre})`
    this.#noms.add(`${lieuId} ${unique}`)
    this.#copie.ligne('creneaux.agenda', {
      id,
      entite_id: entiteId,
      lieu_id: lieuId,
      nom: unique,
      agent_id: agentId,
    })
    return id
  }
  plage(agendaId: string, plage: Plage): void {
    const { types, jours, de, a: jusqua, pas, capacite = 1, intitule = null, toutesLes = 1 } = plage
    const repete = { du: this.#depuis, jours: jours.map(String), toutes_les: toutesLes }
    const grille = {
      de,
      a: jusqua,
      pas_minutes: pas,
      capacite,
      collective: intitule !== null,
      intitule,
    }
    this.#copie.ligne('creneaux.plage', {
      id: this.#uuid(),
      agenda_id: agendaId,
      types,
      ...repete,
      ...grille,
    })
  }
  absence(
    entiteId: string,
    objet: { agent_id?: string; lieu_id?: string },
    { motif, du, au }: { motif: string; du: string; au: string },
  ): void {
    const { agent_id = null, lieu_id = null } = objet
    this.#copie.ligne('creneaux.absence', {
      id: this.#uuid(),
      entite_id: entiteId,
      agent_id,
      lieu_id,
      du,
      au,
      motif,
    })
  }
}
