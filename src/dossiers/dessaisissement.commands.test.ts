import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, nouvelEssai, ouvrirA } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import { reagir } from '../platform/fait.ts'
import { demandes } from './demande.builder.ts'
import { dossierTransfere } from './dossier.faits.ts'
import {
  accepterTransfert,
  annulerDemande,
  constaterLeSilence,
  demanderDessaisissement,
  ecrireRegleDeSilence,
  proposerTransfert,
  refuserTransfert,
} from './index.ts'

let e: Essai
const transferes: unknown[] = []
beforeAll(async () => {
  e = await nouvelEssai()
  reagir(dossierTransfere, async (_tx, fait) => {
    transferes.push(fait)
  })
})
afterAll(() => e.fermer())

const { nouvelle, demander, lire, service, perimetre, dit } = demandes(() => e, 'Vit à Metz')
type Lien = {
  service_id: string
  referent_id: string | null
  debut_a: Date
  fin_a: Date | null
  motif: string
}
const chaine = (dossierId: string) =>
  lire<Lien>(
    'SELECT * FROM dossiers.prise_en_charge WHERE dossier_id = $1 ORDER BY debut_a',
    dossierId,
  )
const continue_ = (liens: Lien[]) =>
  liens.every(
    (l, i) =>
      (i === 0 || l.debut_a.getTime() === liens[i - 1]?.fin_a?.getTime()) &&
      (l.fin_a === null) === (i === liens.length - 1),
  )
const transfert = async (dossierId: string) =>
  (
    await lire<Record<string, unknown>>(
      'SELECT * FROM dossiers.transfert WHERE dossier_id = $1',
      dossierId,
    )
  )[0]

describe('Un service demande (C9.1)', () => {
  it('La demande n’ouvre aucun périmètre, et s’inscrit au journal de la personne avec son motif', async () => {
    const qui = await nouvelle()
    const { transfertId } = await demander(qui, 'ts.57')
    expect(await perimetre(qui.personneId)).toEqual(['67 prise_en_charge'])
    expect(
      await lire(
        "SELECT cible, motif, champs FROM acces.journal_ecriture WHERE dossier_id = $1 AND commande = 'dossiers.demander-dessaisissement'",
        qui.personneId,
      ),
    ).toEqual([
      {
        cible: transfertId,
        motif: 'Vit à Metz',
        champs: ['nom', 'prenoms', 'naissanceLe', 'personneId', 'motif'],
      },
    ])
    expect(await transfert(qui.personneId)).toMatchObject({
      sens: 'demande',
      de_service_id: await service('67'),
      vers_service_id: await service('57'),
      silence_vaut: 'rien',
      regle_du: null,
    })
    await expect(
      executer(e.hote, await e.agent('ts.57'), proposerTransfert, {
        dossierId: qui.personneId,
        versServiceId: await service('88'),
        motif: 'Essai',
      }),
    ).rejects.toThrow('pas dans votre périmètre')
  })
  it('Connaître un identifiant ne suffit pas : le nom et la naissance doivent être ceux de la personne', async () => {
    const qui = await nouvelle()
    await expect(
      demander({ ...qui, nom: 'Autrement', prenoms: 'Différent' }, 'ts.57'),
    ).rejects.toThrow('cherchez de nouveau')
    await expect(demander({ ...qui, naissanceLe: '1950-01-01' as never }, 'ts.57')).rejects.toThrow(
      'cherchez de nouveau',
    )
    expect(await transfert(qui.personneId)).toBeUndefined()
  })
  it('Un service demande pour lui-même, quel que soit le service que le formulaire nomme', async () => {
    const qui = await nouvelle()
    await demander(qui, 'ts.57', { versServiceId: await service('88') })
    expect(await transfert(qui.personneId)).toMatchObject({ vers_service_id: await service('57') })
  })
  it('Le service qui suit la personne ne la demande pas ; un dossier clos ne se demande pas', async () => {
    const qui = await nouvelle()
    await expect(demander(qui, 'ts.67')).rejects.toThrow('déjà suivi par ce service')
    await e.proprietaire.query(
      "UPDATE dossiers.dossier SET clos_a = '2026-11-20' WHERE dossier_id = $1",
      [qui.personneId],
    )
    await expect(demander(qui, 'ts.57')).rejects.toThrow('Ce dossier est clos')
  })
  it('Ni l’administrateur, ni un surveillant, ni le JAP ne demandent', async () => {
    const qui = await nouvelle()
    for (const par of ['admin', 'surveillant.57', 'jap.metz'])
      await expect(demander(qui, par), par).rejects.toThrow('Votre fonction ne permet pas')
  })
  it('Une seule en attente par personne, quel que soit le sens et même à cinquante', async () => {
    const qui = await nouvelle()
    const [ts57, ts88, ts67, vers] = [
      await e.agent('ts.57'),
      await e.agent('ts.88'),
      await e.agent('ts.67'),
      await service('57'),
    ]
    const actes = Array.from({ length: 50 }, (_, i) =>
      i % 3 === 2
        ? executer(e.hote, ts67, proposerTransfert, {
            dossierId: qui.personneId,
            versServiceId: vers,
            motif: 'Essai',
          })
        : executer(e.hote, i % 3 ? ts88 : ts57, demanderDessaisissement, {
            ...qui,
            motif: 'Essai',
          }),
    )
    const issues = await Promise.allSettled(actes)
    expect(issues.filter(r => r.status === 'fulfilled')).toHaveLength(1)
    for (const r of issues)
      if (r.status === 'rejected')
        expect(String(r.reason.message)).toMatch(
          /attend déjà une réponse|déjà proposé|demande ce dossier/,
        )
    expect(
      await lire(
        "SELECT 1 FROM dossiers.transfert WHERE dossier_id = $1 AND etat = 'propose'",
        qui.personneId,
      ),
    ).toHaveLength(1)
  })
})

describe('Le service qui suit la personne répond', () => {
  it('Oui : le dossier passe à l’autre sans rupture, les juridictions gardent leur périmètre, et le choix des convocations est publié', async () => {
    const qui = await nouvelle()
    const dossierId = qui.personneId
    await ouvrirA(e, dossierId, await e.agent('jap.strasbourg'), 'mandat')
    const { transfertId } = await demander(qui, 'ts.57')
    const dpip = await e.agent('dpip.67')
    await expect(
      executer(e.hote, dpip, accepterTransfert, { dossierId, transfertId } as never),
    ).rejects.toThrow('convocations à venir')
    await executer(e.hote, dpip, accepterTransfert, {
      dossierId,
      transfertId,
      convocations: 'a_decider',
      referentId: await e.agent('ts2.67'),
    })
    const liens = await chaine(dossierId)
    expect(continue_(liens)).toBe(true)
    expect(liens.at(-1)).toMatchObject({
      service_id: await service('57'),
      referent_id: null,
      motif: 'Dessaisissement : Vit à Metz',
    })
    expect(await perimetre(dossierId)).toEqual(['57 prise_en_charge', 'Strasbourg mandat'])
    expect(transferes.at(-1)).toEqual({
      dossierId,
      deServiceId: await service('67'),
      versServiceId: await service('57'),
      decisions: { convocations: 'a_decider' },
    })
    expect(await transfert(dossierId)).toMatchObject({
      etat: 'accepte',
      convocations: 'a_decider',
      par_silence: false,
    })
  })
  it('Non, en disant pourquoi ; le dossier reste', async () => {
    const qui = await nouvelle()
    const dossierId = qui.personneId
    const { transfertId } = await demander(qui, 'ts.57')
    const dpip = await e.agent('dpip.67')
    await expect(
      executer(e.hote, dpip, refuserTransfert, { dossierId, transfertId, motifRefus: ' ' }),
    ).rejects.toThrow('Dites pourquoi')
    await executer(e.hote, dpip, refuserTransfert, {
      dossierId,
      transfertId,
      motifRefus: 'Audience le mois prochain',
    })
    expect(await transfert(dossierId)).toMatchObject({
      etat: 'refuse',
      motif_refus: 'Audience le mois prochain',
    })
    expect(await perimetre(dossierId)).toEqual(['67 prise_en_charge'])
    expect((await demander(qui, 'ts.57')).transfertId).not.toBe(transfertId)
  })
  it('Qui demande n’accepte pas à sa place ; un travailleur social non plus', async () => {
    const qui = await nouvelle()
    const { transfertId } = await demander(qui, 'ts.57')
    const reponse = { dossierId: qui.personneId, transfertId, convocations: 'garder' as const }
    await expect(
      executer(e.hote, await e.agent('dpip.57'), accepterTransfert, reponse),
    ).rejects.toThrow('pas dans votre périmètre')
    await expect(
      executer(e.hote, await e.agent('ts.67'), accepterTransfert, reponse),
    ).rejects.toThrow('Votre fonction ne permet pas')
  })
  it('Répondre et abandonner au même moment : l’un des deux l’emporte, et la base le dit', async () => {
    for (let i = 0; i < 5; i += 1) {
      const qui = await nouvelle()
      const { transfertId } = await demander(qui, 'ts.57')
      const [dpip, ts] = [await e.agent('dpip.67'), await e.agent('ts.57')]
      const issues = await Promise.allSettled([
        executer(e.hote, dpip, accepterTransfert, {
          dossierId: qui.personneId,
          transfertId,
          convocations: 'garder',
        }),
        executer(e.hote, ts, annulerDemande, {
          personneId: qui.personneId,
          demandeId: transfertId,
        }),
      ])
      expect(issues.filter(r => r.status === 'fulfilled')).toHaveLength(1)
      expect(continue_(await chaine(qui.personneId))).toBe(true)
    }
  })
})

describe('La règle de silence', () => {
  const regle = {
    du: '2026-11-24',
    jours: '3',
    relanceJours: '2',
    vaut: 'acceptation' as const,
  } as never
  it('Sans règle, le délai est de dix jours et le silence ne vaut rien : il ne se constate pas', async () => {
    const qui = await nouvelle('ts.88')
    const { transfertId } = await demander(qui, 'ts.57')
    const delai =
      'SELECT repondre_avant_le - demandee_le AS jours FROM dossiers.transfert WHERE id = $1'
    expect(await lire(delai, transfertId)).toEqual([{ jours: 10 }])
    e.avancer({ hours: 24 * 11 })
    await expect(
      executer(e.hote, await e.agent('dpip.57'), constaterLeSilence, {
        personneId: qui.personneId,
        demandeId: transfertId,
        convocations: 'garder',
      }),
    ).rejects.toThrow('appelez-le')
    e.avancer({ hours: -24 * 11 })
  })
  it('L’encadrement l’écrit pour son service, elle ne se réécrit pas, et ne vaut que pour la suite', async () => {
    const avant = await nouvelle('ts.88')
    const { transfertId } = await demander(avant, 'ts.67')
    const dpip = await e.agent('dpip.88')
    await expect(
      executer(e.hote, await e.agent('ts.88'), ecrireRegleDeSilence, regle),
    ).rejects.toThrow('Votre fonction ne permet pas')
    await executer(e.hote, dpip, ecrireRegleDeSilence, regle)
    await expect(executer(e.hote, dpip, ecrireRegleDeSilence, regle)).rejects.toThrow(
      'ne se réécrit pas',
    )
    await expect(
      executer(e.hote, dpip, ecrireRegleDeSilence, {
        ...(regle as object),
        du: '2026-11-23',
      } as never),
    ).rejects.toThrow('à venir')
    await expect(
      e.proprietaire.query("UPDATE dossiers.regle_de_silence SET vaut = 'rien'"),
    ).rejects.toThrow('ne se modifie pas')
    expect(await transfert(avant.personneId)).toMatchObject({
      id: transfertId,
      silence_vaut: 'rien',
      regle_du: null,
    })
    const apres = await nouvelle('ts.88')
    await demander(apres, 'ts.67')
    expect(await transfert(apres.personneId)).toMatchObject({
      silence_vaut: 'acceptation',
      relance_jours: 2,
    })
  })
  it('Le délai passé, le service qui suivra constate le silence : même effet qu’une acceptation, et l’acte le dit', async () => {
    const qui = await nouvelle('ts.88')
    const { personneId } = qui
    const { transfertId } = await demander(qui, 'bex.metz', { versServiceId: await service('57') })
    const dpip = await e.agent('dpip.57')
    const acte = {
      personneId,
      demandeId: transfertId,
      convocations: 'annuler' as const,
      referentId: await e.agent('ts.57'),
    }
    await expect(executer(e.hote, dpip, constaterLeSilence, acte)).rejects.toThrow(
      'n’est pas passé',
    )
    e.avancer({ hours: 24 * 4 })
    await expect(
      executer(e.hote, await e.agent('ts.57'), constaterLeSilence, acte),
    ).rejects.toThrow('Votre fonction ne permet pas')
    await expect(
      executer(e.hote, await e.agent('dpip.67'), constaterLeSilence, acte),
    ).rejects.toThrow('n’existe pas')
    await expect(
      executer(e.hote, dpip, constaterLeSilence, { ...acte, referentId: await e.agent('ts.67') }),
    ).rejects.toThrow('ne travaille pas dans le service')
    const arrivant = `INSERT INTO moyens.agent (service_id, nom, prenom, fonction, arrive_le) VALUES ($1, 'Zulauf', 'Perle', 'dpip', '2027-01-04') RETURNING id`
    const futur = (await e.proprietaire.query(arrivant, [await service('57')])).rows[0]
    await expect(
      executer(e.hote, dpip, constaterLeSilence, { ...acte, referentId: futur.id }),
    ).rejects.toThrow('arrive le lundi 4 janvier')
    const { rows } = await e.proprietaire.query<{ id: string }>(
      'SELECT id FROM moyens.antenne WHERE service_id = $1 LIMIT 1',
      [await service('67')],
    )
    await expect(
      executer(e.hote, dpip, constaterLeSilence, { ...acte, antenneId: rows[0]?.id }),
    ).rejects.toThrow('n’est pas de ce service')
    expect(await perimetre(personneId)).toEqual(['88 prise_en_charge'])
    await executer(e.hote, dpip, constaterLeSilence, acte)
    expect(await transfert(personneId)).toMatchObject({
      etat: 'accepte',
      par_silence: true,
      convocations: 'annuler',
    })
    expect(await perimetre(personneId)).toEqual(['57 prise_en_charge'])
    const dites =
      "SELECT entite_id FROM dossiers.nouvelle WHERE dossier_id = $1 AND nature = 'silence_constate' AND reglee_a IS NULL"
    expect(await lire(dites, personneId)).toContainEqual({ entite_id: await service('88') })
    expect(continue_(await chaine(personneId))).toBe(true)
    expect(transferes.at(-1)).toMatchObject({
      dossierId: personneId,
      decisions: { convocations: 'annuler' },
    })
    await expect(executer(e.hote, dpip, constaterLeSilence, acte)).rejects.toThrow(
      'n’attend plus de réponse',
    )
    e.avancer({ hours: -24 * 4 })
  })
  it('La base refuse seule un silence que la règle ne prévoit pas, et un périmètre ouvert avant le terme', async () => {
    const qui = await nouvelle('ts.67')
    const { transfertId } = await demander(qui, 'ts.57')
    await expect(
      e.proprietaire.query(
        "UPDATE dossiers.transfert SET etat = 'accepte', repondu_a = now(), repondu_par = propose_par, par_silence = true WHERE id = $1",
        [transfertId],
      ),
    ).rejects.toThrow('silence_prevu_par_la_regle')
    await expect(
      dit(
        'dpip.57',
        'SELECT dossiers.ouvrir_par_silence($1, $2, $3)',
        qui.personneId,
        transfertId,
        '2027-12-31',
      ),
    ).rejects.toThrow('silence')
  })
})
